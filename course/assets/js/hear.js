// Says a medical word aloud. Only with a voice of the device itself: any other would send the word to somebody's server.
const synth = window.speechSynthesis;
const buttons = document.querySelectorAll("button[data-hear]");
const language = document.documentElement.lang;

const voice = () => synth.getVoices().find((each) => each.localService && each.lang.startsWith(language));

function show() {
  for (const button of buttons) button.hidden = !voice();
}

function say(words) {
  synth.cancel();
  for (const sentence of words.match(/[^.!?]+[.!?]*/g)) {
    const spoken = new SpeechSynthesisUtterance(sentence.trim());
    spoken.lang = language;
    spoken.voice = voice();
    spoken.rate = 0.9;
    synth.speak(spoken);
  }
}

if (synth && buttons.length) {
  for (const button of buttons) button.addEventListener("click", () => say(button.dataset.hear));
  synth.addEventListener?.("voiceschanged", show);
  addEventListener("pagehide", () => synth.cancel());
  show();
}
