/** How the class page looks, in light and dark, from a phone's width on. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1f2328; --soft: #57606a; --line: #d0d7de; --back: #fff; --head: #f4f6f8; --link: #0550ae; --mark: #0969da;
  --ok: #dafbe1; --ok-text: #0f5323; --no: #ffd8d3; --no-text: #82071e; --todo: #fff3c4; --todo-text: #633c01; --held: #eaeef2; --held-text: #424a53 }
@media (prefers-color-scheme: dark) { :root { --text: #e6e9ed; --soft: #a9b2bc; --line: #3a414a; --back: #14171b; --head: #1e2329; --link: #79b8ff; --mark: #58a6ff;
  --ok: #12361d; --ok-text: #9be9a8; --no: #55191c; --no-text: #ffc1ba; --todo: #40310a; --todo-text: #f2d675; --held: #2a3038; --held-text: #c3cbd4 } }
* { box-sizing: border-box }
html { scroll-padding-top: 1rem }
body { margin: 0 auto; max-width: 88rem; padding: 1rem 1rem 4rem; color: var(--text); background: var(--back); font: 16px/1.5 system-ui, sans-serif }
a { color: var(--link) }
:focus-visible { outline: 3px solid var(--mark); outline-offset: 2px }
h1, h2, h3, h4 { line-height: 1.25; overflow-wrap: anywhere }
h1 { margin: .5rem 0 0 }
h2 { margin: 2.5rem 0 .5rem; padding-top: 1rem; border-top: 2px solid var(--line) }
h3 { margin: 2rem 0 .4rem }
h4 { margin: 1.4rem 0 0; font-size: 1rem; max-width: 48rem } h4 + p { margin: 0 }
p, li { max-width: 48rem; overflow-wrap: anywhere }
nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin: .8rem 0; padding: 0; list-style: none }
nav a { display: inline-block; padding: .2rem 0 }
.soft { color: var(--soft) }
.sums { display: flex; flex-wrap: wrap; gap: .6rem 2.2rem; margin: 1rem 0; padding: 0; list-style: none }
.sums b { display: block; font-size: 1.7rem; line-height: 1.2; font-variant-numeric: tabular-nums }
.warn { padding: .5rem .9rem; border-left: 4px solid #bc4c00; background: var(--head) }
.scroll { position: relative; overflow: auto; max-height: 85vh; border: 1px solid var(--line); border-radius: 6px }
table { border-collapse: separate; border-spacing: 0; font-size: .92rem; font-variant-numeric: tabular-nums }
th, td { padding: .25rem .7rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top }
th { font-weight: 600 } tbody th { font-weight: normal }
th:first-child { text-align: left }
thead th { position: sticky; top: 0; z-index: 1; background: var(--head); vertical-align: bottom }
caption { padding: .3rem .7rem; text-align: left; color: var(--soft) }
.steps { min-width: 36rem; width: 100% }
.steps th:first-child { min-width: 12rem; overflow-wrap: anywhere }
.bar { background: linear-gradient(to right, var(--no) var(--n), transparent 0); min-width: 6rem }
.map { font-size: .75rem; line-height: 1.2 }
.map td { padding: .4rem .2rem; min-width: 2.3rem; text-align: center; border-right: 1px solid var(--back); border-bottom: 1px solid var(--back) }
.map thead th { text-align: center; padding: .3rem .2rem }
.map thead tr:nth-child(2) th { top: 1.6rem }
.map thead a { display: block; min-height: 24px; padding: .25rem 0 }
.map tbody th, .names tbody th { position: sticky; left: 0; background: var(--back); max-width: 13rem; min-width: 6rem; overflow-wrap: anywhere }
.map thead th:first-child, .names thead th:first-child { left: 0; z-index: 2; text-align: left; padding-left: .7rem }
.map .first { border-left: 2px solid var(--line) }
@media (max-width: 40rem) { .map tbody th, .names tbody th { max-width: 7.5rem } }
.ok { background: var(--ok); color: var(--ok-text) } .no { background: var(--no); color: var(--no-text); font-weight: 600 }
.todo { background: var(--todo); color: var(--todo-text) } .held, .none { background: var(--held); color: var(--held-text) }
.key { display: flex; flex-wrap: wrap; gap: .2rem 1rem; padding: 0; list-style: none; font-size: .9rem }
.key b { display: inline-block; min-width: 2.6rem; padding: 0 .3rem; border-radius: 3px; text-align: center }
.example { margin: .6rem 0; padding: .1rem .9rem .5rem; border: 1px solid var(--line); border-radius: 6px; max-width: 60rem }
.example dt { margin-top: .5rem; color: var(--soft); font-size: .85rem }
.example dd { margin: 0; overflow-wrap: anywhere } .example ol { margin: 0; padding-left: 1.4rem }
pre { margin: 0; overflow-x: auto; font: .82rem/1.4 ui-monospace, monospace; white-space: pre }
summary { cursor: pointer; padding: .15rem 0; max-width: 60rem }
.range { position: relative; display: block; height: 1.1rem; width: 14rem; background: var(--head); border: 1px solid var(--line) }
.range i { position: absolute; inset: 0 auto 0 var(--a); width: var(--w); background: var(--mark); opacity: .45 }
.range b { position: absolute; inset: 0 auto 0 var(--m); width: 3px; background: var(--text) }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
.part { content-visibility: auto; contain-intrinsic-size: auto 14rem }
.part ul { margin: .2rem 0; padding-left: 1.2rem }
@media print { .scroll { max-height: none; overflow: visible } thead th { position: static } }
`;
