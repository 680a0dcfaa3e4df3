// Shows how far work in the background is, and loads the page anew when it is done.
const work = document.querySelector("[data-progress]");
const SECONDS = 3;

function show(now) {
  const step = document.getElementById("step");
  // Said to screen readers only where it changes.
  if (step.textContent !== now.step) step.textContent = now.step;
  document.getElementById("percent").value = now.percent;
  document.getElementById("minutes").textContent = now.minutes_left;
}

async function look() {
  try {
    const answer = await fetch(work.dataset.progress, { credentials: "same-origin" });
    const now = await answer.json();
    if (!now.running) {
      location.reload();
      return;
    }
    // How far the sorting of messages is, nobody knows.
    if ("percent" in now) show(now);
  } catch {
    // The server starts again with the new release: asked once more.
  }
  setTimeout(look, SECONDS * 1000);
}

setTimeout(look, SECONDS * 1000);
