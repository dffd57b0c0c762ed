/** The style of the reference page: one column to read, one to find; light and dark. */
export const DOCS_STYLE = `
:root {
  color-scheme: light dark;
  --ink: #17202a; --soft: #566373; --line: #dfe4ea; --paper: #ffffff; --wash: #f5f7f9; --link: #0b5cad;
  --get: #0a6b4f; --post: #0b5cad; --put: #8a5300; --patch: #6b3fa0; --delete: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e8edf2; --soft: #a3b0be; --line: #2b3541; --paper: #11161c; --wash: #192028; --link: #7db8f5;
    --get: #5fd0a8; --post: #7db8f5; --put: #e0b060; --patch: #c3a2f0; --delete: #ff9a92;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1.5rem; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.6 system-ui, sans-serif; }
a { color: var(--link); text-underline-offset: 0.2em; }
code { font: 0.875em/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; overflow-wrap: anywhere; }
p code, li code, td code { background: var(--wash); border-radius: 4px; padding: 0.1em 0.35em; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: 0.5rem 1rem; }
.frame { display: grid; grid-template-columns: 17rem minmax(0, 1fr); max-width: 82rem; margin: 0 auto; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 2rem 1rem 2rem 1.5rem; border-right: 1px solid var(--line); font-size: 0.875rem; }
nav ul { list-style: none; margin: 0 0 1.25rem; padding: 0; }
nav li a { display: block; padding: 0.2rem 0.5rem; border-radius: 6px; color: inherit; text-decoration: none; }
nav li a:hover, nav li a:focus-visible { background: var(--wash); }
nav h2 { font-size: 0.75rem; letter-spacing: 0.06em; text-transform: uppercase; color: var(--soft); margin: 0 0 0.25rem 0.5rem; }
nav .brand { display: block; margin: 0 0.5rem 1.5rem; font-weight: 650; font-size: 1rem; color: inherit; text-decoration: none; }
main { padding: 2.5rem clamp(1rem, 4vw, 3.5rem) 6rem; }
h1 { font-size: 2rem; line-height: 1.2; letter-spacing: -0.02em; margin: 0 0 0.5rem; }
main > section > h2 { font-size: 1.375rem; margin: 3.5rem 0 0; padding-bottom: 0.5rem; border-bottom: 1px solid var(--line); }
.lead { color: var(--soft); max-width: 44rem; }
article { padding: 1.75rem 0; border-bottom: 1px solid var(--line); }
article h3 { margin: 0 0 0.5rem; font-size: 1.0625rem; }
article h4 { margin: 1.25rem 0 0.25rem; font-size: 0.8125rem; color: var(--soft); font-weight: 600; }
.call { display: flex; flex-wrap: wrap; gap: 0.6rem; align-items: baseline; background: var(--wash); border: 1px solid var(--line); border-radius: 8px; padding: 0.5rem 0.8rem; }
.method { font: 700 0.8125rem/1.5 ui-monospace, Menlo, Consolas, monospace; }
.get { color: var(--get); } .post { color: var(--post); } .put { color: var(--put); }
.patch { color: var(--patch); } .delete { color: var(--delete); }
.open { margin-left: auto; font-size: 0.8125rem; color: var(--soft); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 1rem 0.4rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; font-size: 0.8125rem; color: var(--soft); }
tr:last-child td { border-bottom: 0; }
td:first-child { white-space: nowrap; }
details { margin-top: 0.25rem; }
summary { cursor: pointer; font-size: 0.8125rem; color: var(--soft); }
pre { overflow-x: auto; background: var(--wash); border: 1px solid var(--line); border-radius: 8px; padding: 0.75rem 1rem; margin: 0.5rem 0; }
pre code { overflow-wrap: normal; }
.needed { color: var(--delete); }
@media (max-width: 52rem) {
  .frame { display: block; }
  nav { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--line); padding: 1rem; }
  nav ul { display: none; }
  nav h2 { display: none; }
  nav .brand { margin-bottom: 0; }
}
`;
