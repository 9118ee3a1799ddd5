/** The page's style; its hash stands in the page's policy. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --line: #dfe3e8; --paper: #fff; --tint: #f5f7f9;
  --link: #0b57a4; --good: #0d6b3c; --warn: #8a5200; --bad: #a1242c; --get: #0b57a4; --post: #0d6b3c; --delete: #a1242c; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e3e7ec; --soft: #9aa5b3; --line: #303842; --paper: #14181d; --tint: #1c2229;
    --link: #7ab8ff; --good: #66d19e; --warn: #e8b45c; --bad: #ff8d92; --get: #7ab8ff; --post: #66d19e; --delete: #ff8d92; }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; color: var(--ink); background: var(--paper);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
a:focus-visible, summary:focus-visible, pre:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.45rem; margin: 0 0 .4rem; }
h3 { font-size: 1.15rem; margin: 0 0 .3rem; }
h3 a { color: inherit; }
h4 { font-size: .8rem; text-transform: uppercase; letter-spacing: .06em; color: var(--soft); margin: 1.4rem 0 .4rem; }
p { margin: 0 0 .7rem; max-width: 46rem; }
code, pre { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: .86em; }
:not(pre) > code { background: var(--tint); border-radius: 3px; padding: .1em .3em; overflow-wrap: anywhere; }
pre { background: var(--tint); border: 1px solid var(--line); border-radius: 6px; margin: 0 0 .8rem; padding: .7rem .9rem;
  max-height: 30rem; overflow: auto; line-height: 1.45; }
pre code { font-size: .84rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; margin: 0 0 .8rem; }
th { text-align: left; font-weight: 600; color: var(--soft); }
th, td { border-bottom: 1px solid var(--line); padding: .4rem .8rem .4rem 0; vertical-align: top; overflow-wrap: break-word; }
td:first-child { width: 30%; }
summary { cursor: pointer; }
nav ul, .group > ul { list-style: none; margin: 0 0 .9rem; padding: 0; }
nav { padding: 1rem 1.1rem; border-bottom: 1px solid var(--line); background: var(--tint); font-size: .9rem; }
nav p { margin: 0 .9rem 0 0; display: inline-block; font-weight: 600; line-height: 2; }
nav .title { display: block; font-size: 1.05rem; }
nav ul { display: none; }
main { padding: 1.4rem 1.1rem 4rem; max-width: 58rem; }
.group { border-top: 2px solid var(--line); margin-top: 2.4rem; padding-top: 1.6rem; }
.group > ul li { padding: .2rem 0; }
.operation { border-top: 1px solid var(--line); margin-top: 1.6rem; padding-top: 1.4rem; }
.address { overflow-wrap: anywhere; }
.method { display: inline-block; font: 700 .7rem/1.5 ui-monospace, Menlo, Consolas, monospace; min-width: 3.4rem; text-align: center;
  border: 1px solid currentColor; border-radius: 4px; padding: 0 .3rem; color: var(--soft); }
.method.get { color: var(--get); } .method.post, .method.put, .method.patch { color: var(--post); } .method.delete { color: var(--delete); }
.need { color: var(--bad); font-size: .75rem; white-space: nowrap; }
.type, .name { margin: .3rem 0; font-size: .85rem; color: var(--soft); }
.headers { font-size: .82rem; color: var(--soft); max-width: none; line-height: 1.9; }
.fields { margin: 0 0 .8rem; font-size: .95rem; }
.fields summary { color: var(--link); font-size: .88rem; margin-bottom: .4rem; }
.answer { border: 1px solid var(--line); border-radius: 6px; margin: 0 0 .4rem; }
.answer > summary { padding: .45rem .8rem; font-size: .92rem; }
.answer > div { border-top: 1px solid var(--line); padding: .6rem .8rem 0; }
.status { font-weight: 700; font-variant-numeric: tabular-nums; }
.s2, .s3 { color: var(--good); } .s4 { color: var(--warn); } .s5 { color: var(--bad); }
@media (max-width: 40rem) {
  thead { display: none; }
  tr { display: block; border-bottom: 1px solid var(--line); padding: .4rem 0; }
  td, td:first-child { display: block; width: auto; border: 0; padding: .1rem 0; }
  td:not(:first-child):not(:last-child) { display: inline-block; color: var(--soft); margin-right: .8rem; }
  td:empty { display: none; }
}
@media (min-width: 64rem) {
  body { display: grid; grid-template-columns: 18.5rem minmax(0, 1fr); }
  nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; border: 0; border-right: 1px solid var(--line); }
  nav p { display: block; margin: 0 0 .1rem; }
  nav ul { display: block; }
  nav li a { display: block; padding: .15rem 0 .15rem 3.7rem; text-indent: -3.7rem; color: var(--ink); line-height: 1.35; }
  nav li .method { text-indent: 0; }
  main { padding: 2rem 2.6rem 5rem; }
  .group > ul { display: none; }
}
@media print { nav { display: none; } body { display: block; } }
`;
