import "./submit_once.js";
