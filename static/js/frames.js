// A frame with a mail is as tall as the mail, so that the page alone scrolls. Without this it scrolls
// by itself.

function fit(frame) {
  const inside = frame.contentDocument?.documentElement;
  if (!inside?.scrollHeight) return;
  frame.style.height = "auto";
  frame.style.height = `${inside.scrollHeight + frame.offsetHeight - frame.clientHeight}px`;
}

for (const frame of document.querySelectorAll("iframe[data-fits]")) {
  frame.addEventListener("load", () => fit(frame));
  addEventListener("resize", () => fit(frame));
  fit(frame);
}
