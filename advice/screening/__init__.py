"""The safety screen: which warning signs a message tells, and whether they are really there."""
