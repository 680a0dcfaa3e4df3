// Shows how far a check is, and loads the page anew when it is done.
const check = document.getElementById("check");
const SECONDS = 3;

async function look() {
  try {
    const answer = await fetch(check.dataset.progress, { credentials: "same-origin" });
    const now = await answer.json();
    if (!now.running) {
      location.reload();
      return;
    }
    const step = document.getElementById("step");
    // Said to screen readers only where it changes.
    if (step.textContent !== now.step) step.textContent = now.step;
    document.getElementById("percent").value = now.percent;
    document.getElementById("minutes").textContent = now.minutes_left;
  } catch {
    // The server starts again with the new release: asked once more.
  }
  setTimeout(look, SECONDS * 1000);
}

setTimeout(look, SECONDS * 1000);
