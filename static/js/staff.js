// Staff and partner pages. Every page works without it.
import "./board.js";
import "./copy.js";
import "./day.js";
import "./disclosure.js";
import "./find.js";
import "./focus.js";
import "./frames.js";
import "./programme.js";
import "./going_back.js";
import "./scrollers.js";
import "./search_key.js";
import "./slot_picker.js";
import "./submit_once.js";
import "./work.js";
