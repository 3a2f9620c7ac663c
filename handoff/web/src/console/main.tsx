import { render } from "preact";
import "../shared/tokens.css";

const root = document.getElementById("console");
if (root) render(<main>Relais</main>, root);
