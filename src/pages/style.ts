/** The pages' one stylesheet. Every colour stands out from its ground by 4.5 to 1 or more (WCAG 2.2, 1.4.3), by day and by night. */
export const STYLE = `:root {
  color-scheme: light dark;
  --ground: light-dark(#ffffff, #1e1f22);
  --text: light-dark(#1a1b1e, #f2f3f5);
  --dim: light-dark(#55585e, #b5bac1);
  --line: light-dark(#d5d7db, #3f4248);
  --link: light-dark(#0b57a4, #7cc0f5);
}
* { box-sizing: border-box; }
body {
  background: var(--ground);
  color: var(--text);
  font: 1.0625rem/1.55 system-ui, "Noto Sans", sans-serif;
  margin: 0 auto;
  max-width: 46rem;
  overflow-wrap: anywhere;
  padding: 1.5rem 1rem 3rem;
}
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0; }
h2 { border-top: 1px solid var(--line); font-size: 1.3rem; margin: 2rem 0 0; padding-top: 1.25rem; }
h3 { font-size: 1.0625rem; line-height: 1.4; margin: 1.25rem 0 0; }
p { margin: 0.25rem 0 0; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
img { border-radius: 8px; height: auto; max-width: 100%; }
figure { margin: 1.25rem 0 0; }
blockquote { border-left: 3px solid var(--line); margin: 0.5rem 0 0; padding-left: 0.9rem; }
blockquote footer, .series, .window, .sources, .note, .more, body > footer { color: var(--dim); font-size: 0.9375rem; }
.figures { display: flex; flex-wrap: wrap; font-weight: 600; gap: 0.25rem 1.25rem; list-style: none; margin: 0.75rem 0 0; padding: 0; }
.list { line-height: 2; padding-left: 1.25rem; }
.id { font-family: ui-monospace, monospace; }
nav { border-top: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; margin-top: 2.5rem; padding-top: 1.25rem; }
nav a { padding: 0.25rem 0; }
body > footer { margin-top: 1.5rem; }
`;
