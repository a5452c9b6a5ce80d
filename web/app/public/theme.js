// Before the first paint: the theme that was chosen, or the machine's.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('tickmark.theme');
  } catch {
    // No storage: the machine's choice holds.
  }
  const dark = chosen === null ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
