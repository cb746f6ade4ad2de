// Work that is done piece by piece: the page asks for the next piece by itself. Without a script the button does.
document.querySelector("form[data-go-on]")?.requestSubmit();
