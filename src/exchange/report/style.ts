/** The look of a report: calm, light or dark as the reader's screen is, the same on paper. */

/** One hue a variant, apart for colour-blind readers too; letters and places say the same. None is red. */
const LIGHT = ["#1f5fa8", "#a35200", "#0b7a6b", "#7b3fa0", "#6b6100", "#555f6b"];
const DARK = ["#7db4f0", "#f0a860", "#5fd0bd", "#cfa0ee", "#d6c85a", "#aab4c0"];

const hues = (colours: readonly string[]) => colours.map((colour, n) => `--hue-${n}:${colour};`).join("");

export const STYLE = `
:root{color-scheme:light dark;--ground:#fff;--raised:#f4f6f8;--ink:#16202b;--quiet:#4a5764;--rule:#d3dae1;--grid:#e3e8ed;
--good:#0a6459;--bad:#8a4500;--open:#4a5764;--mark:#16202b;${hues(LIGHT)}}
@media screen and (prefers-color-scheme:dark){:root{--ground:#11171d;--raised:#1a222b;--ink:#e8edf2;--quiet:#a9b5c1;--rule:#384553;
--grid:#28323d;--good:#6fd8c6;--bad:#f0b070;--open:#a9b5c1;--mark:#e8edf2;${hues(DARK)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,sans-serif;
font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
header,main,footer{max-width:1180px;margin:0 auto;padding:0 20px}
header{padding-top:24px}
.bar{display:flex;flex-wrap:wrap;gap:4px 24px;justify-content:space-between;border-bottom:1px solid var(--rule);padding-bottom:8px;color:var(--quiet)}
.mark{font-weight:700;letter-spacing:.08em;color:var(--mark);border:2px solid currentColor;padding:0 8px}
h1{font-size:1.75rem;line-height:1.2;margin:20px 0 12px}
h2{font-size:1.35rem;line-height:1.25;margin:48px 0 8px;padding-top:12px;border-top:1px solid var(--rule)}
h3{font-size:1.05rem;margin:28px 0 6px}
p{margin:6px 0;max-width:75ch}
a{color:inherit}
a:focus-visible,.frame:focus-visible,summary:focus-visible{outline:3px solid var(--hue-0);outline-offset:2px}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.frame{position:relative}
.skip{position:absolute;left:-9999px}
.skip:focus{left:20px;top:8px;background:var(--ground);padding:4px 8px}
.quiet,caption,.tick{color:var(--quiet)}
.notices{background:var(--raised);border-left:4px solid var(--quiet);padding:10px 16px;margin:16px 0}
.notices ul{margin:4px 0;padding-left:20px}
.notices h2{border:0;margin:0;padding:0;font-size:1rem}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:4px 20px;padding:0;margin:8px 0}
nav a{display:inline-block;min-height:24px}
.key{list-style:none;padding:0;margin:12px 0;display:grid;gap:4px}
.key li{display:flex;gap:10px;align-items:baseline}
.letter-box{flex:none;display:inline-block;min-width:1.7em;text-align:center;font-weight:700;border:2px solid currentColor;border-radius:4px;line-height:1.4}
.findings{list-style:none;padding:0;margin:8px 0}
.findings li{display:grid;grid-template-columns:13em 1fr;gap:4px 16px;padding:10px 0;border-top:1px solid var(--rule)}
.findings p{margin:0}
.verdict{font-weight:700;white-space:normal}
.verdict{color:var(--open)}.is-better{color:var(--good)}.is-worse{color:var(--bad)}
.frame{overflow-x:auto;margin:10px 0;max-width:100%}
table{border-collapse:collapse;font-size:.9rem;line-height:1.4;min-width:min(100%,40rem)}
caption{text-align:left;padding:2px 0 6px;font-size:.9rem}
caption span{display:inline-block;position:sticky;left:0;max-width:min(100%,calc(100vw - 40px))}
th,td{padding:6px 12px 6px 0;text-align:left;vertical-align:top;border-top:1px solid var(--grid);overflow-wrap:normal}
thead th{border-top:0;border-bottom:2px solid var(--rule);color:var(--quiet);font-weight:600;vertical-align:bottom}
tbody th{font-weight:600;min-width:9em;overflow-wrap:break-word}
.number{text-align:right;white-space:nowrap}
.broad{min-width:10em}
.number .interval{white-space:normal}
.group{text-align:left}
th.first,td.first{border-left:1px solid var(--rule);padding-left:12px}
.note{display:block;font-weight:400;color:var(--quiet);font-size:.85rem}
td .interval{display:block;color:var(--quiet)}
.pair>div{display:grid;grid-template-rows:subgrid;grid-template-columns:minmax(0,1fr);grid-row:span 4;min-width:0}
.pair{display:grid;gap:8px 40px;grid-template-columns:repeat(auto-fit,minmax(min(100%,430px),1fr))}
.picture{display:block;margin:8px 0;overflow:visible;font-size:13px}
.picture text{fill:var(--ink);paint-order:stroke;stroke:var(--ground);stroke-width:4px;stroke-linejoin:round}
.picture .tick{fill:var(--quiet)}
.picture .name{font-weight:600}
.picture .small{font-weight:400}
.picture .grid{stroke:var(--grid);stroke-width:1}
.picture .deadline{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:2 4}
.picture .deadline-name{font-weight:600}
.picture .middle{stroke:var(--ink);stroke-width:1.5}
${LIGHT.map((_, n) => `.hue-${n}{--hue:var(--hue-${n})}`).join("")}
.plain{--hue:var(--ink)}
.letter-box{color:var(--hue)}
.picture .letter{fill:var(--hue);font-weight:700;font-size:15px}
.picture .whisker{stroke:var(--hue);stroke-width:2}
.picture .box{fill:var(--hue);fill-opacity:.18;stroke:var(--hue);stroke-width:1.5}
.picture .median{stroke:var(--hue);stroke-width:4}
.picture line.open{stroke:var(--hue);stroke-width:3;stroke-dasharray:3 3}
.picture .filled{fill:var(--hue);stroke:var(--hue);stroke-width:1.5}
.picture .hollow{fill:var(--ground);stroke:var(--hue);stroke-width:2.5}
.picture .dashed{stroke-dasharray:3 2}
.picture .stroke{stroke:var(--hue);stroke-width:1.5;opacity:.7}
.picture .curve{fill:none;stroke:var(--hue);stroke-width:2.5}
.picture .dash-1{stroke-dasharray:8 4}
.picture .dash-2{stroke-dasharray:2 3}
.picture .leader{stroke:var(--hue);stroke-width:1;stroke-dasharray:1 4}
.picture .frontier{fill:none;stroke:var(--quiet);stroke-width:1.5}
.picture .bar{fill:var(--quiet);fill-opacity:.25}
.picture .reach{stroke:var(--hue);stroke-width:1.5}
.picture .arrow{font-size:11px;stroke:none;dominant-baseline:central}
.picture .value{fill:var(--ink)}
details{margin:10px 0}
summary{cursor:pointer;font-weight:600;min-height:24px;padding:2px 0}
code{font-family:ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;font-size:.9em;overflow-wrap:anywhere}
footer{padding:32px 20px;color:var(--quiet)}
.if-narrow{display:none}
@media (max-width:640px){.if-wide{display:none}.if-narrow{display:inline}.findings li{grid-template-columns:1fr}.minor{display:none}header,main,footer{padding-left:14px;padding-right:14px}}
.each-page{display:none}
@media print{.each-page{display:block;position:fixed;top:0;right:0;margin:0;font-weight:700;letter-spacing:.2em;background:var(--ground)}:root{color-scheme:light}body{font-size:11pt}nav,.skip{display:none}.frame{overflow:visible}h2,h3{break-after:avoid}
.picture,tr,.findings li{break-inside:avoid}details::details-content{content-visibility:visible;display:block}summary{list-style:none}}
@media (forced-colors:active){.picture text{fill:CanvasText}.picture line,.picture polyline,.picture circle,.picture rect{stroke:CanvasText}.picture text{stroke:none}}
`;
