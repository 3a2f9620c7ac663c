import { render } from "preact";
import { App } from "./App";
import { startClock } from "./state/clock";
import { applyPreferences } from "./state/preferences";
import { Session } from "./state/session";
import "./styles/index.css";

const live = new URL("/api/live", location.href);
live.protocol = live.protocol === "https:" ? "wss:" : "ws:";

applyPreferences(document.documentElement);
startClock();
const session = new Session(live.href);
void session.resume();

const root = document.getElementById("console");
if (root !== null) render(<App session={session} />, root);
