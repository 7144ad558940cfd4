// Before the first paint: the theme that the reader chose in this browser, so that a dark page never flashes white.
try {
  const theme = localStorage.getItem('on-record.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off: the system decides.
}
