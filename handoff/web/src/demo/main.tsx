/** The page of a brand that does not exist, with the widget on it as on any page. */

import { render } from "preact";
import { languageOf } from "../shared/language";
import { Shop } from "./Shop";
import "./demo.css";
import { TEXTS } from "./texts";

const language = languageOf(new URLSearchParams(location.search).get("lang")) ?? "fr";
document.documentElement.lang = language;
document.title = TEXTS[language].title;

const page = document.getElementById("page");
if (page) render(<Shop language={language} />, page);
