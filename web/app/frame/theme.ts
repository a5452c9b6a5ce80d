/** Light or dark, kept for the next visit. */
export function turnTheme(): void {
  const { dataset } = document.documentElement;
  dataset['theme'] = dataset['theme'] === 'dark' ? 'light' : 'dark';
  try {
    localStorage.setItem('tickmark.theme', dataset['theme']);
  } catch {
    // No storage: the choice holds as long as the page.
  }
}
