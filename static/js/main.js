// Public pages. Every page works without it.
import "./copy.js";
import "./focus.js";
import "./slot_picker.js";
import "./submit_once.js";
