import { cardStyles } from "../cards/styles";
import panelStyles from "./panel.css";

/** Everything that the panel looks like. */
export const styles = panelStyles + cardStyles;
