/** How the page looks, in light and dark, from a phone's width on. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1f2328; --soft: #57606a; --line: #d5d9de; --back: #fff; --head: #f5f7f9 }
@media (prefers-color-scheme: dark) { :root { --text: #e3e6ea; --soft: #a3abb4; --line: #3a4048; --back: #16191d; --head: #20252b } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 76rem; padding: 1rem 1rem 4rem; color: var(--text); background: var(--back); font: 16px/1.55 system-ui, sans-serif }
h1, h2, h3 { line-height: 1.2 }
h2 { margin: 3rem 0 .5rem; padding-top: 1rem; border-top: 2px solid var(--line) }
h3 { margin: 2.2rem 0 .2rem }
h3 small, figcaption small { color: var(--soft); font-weight: normal }
p, li { max-width: 44rem }
.about, .note { color: var(--soft) }
.note { margin: 0 }
.noisy { padding: .6rem .9rem; border-left: 4px solid #b35900; background: var(--head) }
.panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: .5rem 1.5rem }
figure { margin: .6rem 0 0; min-width: 0 }
figcaption { font-weight: 600 }
.panel { width: 100% }
.scroll { overflow-x: auto }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums }
th, td { padding: .25rem .7rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap }
caption { padding-bottom: .3rem; text-align: left; white-space: nowrap }
th:first-child { text-align: left }
thead th { background: var(--head) }
tbody th { font-weight: normal }
td small { color: var(--soft) }
details { margin: .6rem 0 0 }
code { white-space: nowrap }
summary { cursor: pointer; color: var(--soft) }
`;
