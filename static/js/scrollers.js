// A side panel that scrolls by itself is a stop of Tab, so that arrow keys can scroll it; one that
// fits is not. Some browsers do this by themselves.

const side = document.querySelector(".side");

function measure() {
  if (side.scrollHeight > side.clientHeight) side.tabIndex = 0;
  else side.removeAttribute("tabindex");
}

if (side) new ResizeObserver(measure).observe(side);
