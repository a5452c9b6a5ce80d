import { type Content, type Html, html } from '../html.ts';
import { sign } from '../marks.ts';

/** What every page is in. `refresh`: seconds until the browser asks again. */
export function frame(
  title: string,
  body: Content,
  options: { refresh?: number; place?: Content; style: string },
): string {
  const page = html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – Tickmark</title>
${options.refresh === undefined ? null : html`<meta http-equiv="refresh" content="${options.refresh}">`}
<link rel="icon" href="/assets/sign.svg" type="image/svg+xml">
<link rel="stylesheet" href="${options.style}">
</head>
<body>
<a class="skip" href="#content">To the content</a>
<header class="top"><a class="home" href="/">${sign}<span>Tickmark</span></a>${options.place ?? null}</header>
${body}
</body>
</html>`;
  return `<!doctype html>\n${page.text}\n`;
}

/** A heading with the section's own address. */
export function sectionHead(id: string, title: string, note: Content = null): Html {
  return html`<div class="hd"><h2 id="${id}-title">${title}</h2>${note === null ? null : html`<span class="q">${note}</span>`}</div>`;
}
