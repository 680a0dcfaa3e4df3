"""The papers: a visitor's result, a note for the doctor, the therapist's sheet, a questionnaire."""
