/**
 * The look of the cards. Colours are the panel's custom properties; sizes are in em of its text
 * (16 px), because rem would be the host page's; only targets are in px.
 */
export const cardStyles: string = `
.kc{margin-block-start:.5em;padding:.75em .875em;border:1px solid var(--kw-line);border-radius:.75em;background:var(--kw-surface);color:var(--kw-fg);overflow-wrap:anywhere;line-height:1.45}
.kc.kc-quiet,.kc.kc-question{padding:0;border:0;background:none}
.kc>:first-child,:is(.kc-part,.kc dl)>:first-child{margin-block-start:0}
.kc h3{margin:0 0 .25em;font-size:1.125em;line-height:1.3}
.kc-part{margin-block-start:.75em}
.kc>dl{margin-block-start:.5em}
.kc h4,.kc dt{margin:.75em 0 .125em;font-size:1em;font-weight:700}
.kc p,.kc-past{margin:.375em 0}
.kc ul{margin:.25em 0;padding-inline-start:1.25em;list-style:disc}
.kc li{margin-block:.25em}
.kc dl,.kc dd{margin:0}
.kc li a{color:var(--kw-accent);display:inline-flex;align-items:center;min-block-size:44px}
.kc summary{display:list-item;list-style-position:inside;padding-block:.6875em;min-block-size:44px;box-sizing:border-box;color:var(--kw-accent);cursor:pointer}
.kc-hint,.kc-quote,.kc-past,.kc-ends,.kc caption{font-size:.9375em;color:var(--kw-muted)}
.kc-quote{display:block}
.kc-chips{display:flex;flex-wrap:wrap;gap:.5em;margin-block:.5em}
.kc-chip,.kc-button{display:inline-flex;align-items:center;justify-content:center;box-sizing:border-box;min-block-size:44px;min-inline-size:44px;max-inline-size:100%;padding:.5em .875em;border:1px solid var(--kw-accent);border-radius:1.375em;background:var(--kw-bg);color:var(--kw-accent);font:inherit;line-height:1.25;text-align:center;text-decoration:none;cursor:pointer}
.kc-button{border-color:var(--kw-primary);background:var(--kw-primary);color:var(--kw-on-primary);font-weight:600}
.kc-chip:hover{text-decoration:underline}
.kc-chip[aria-pressed=true]{border-width:2px;background:var(--kw-primary);color:var(--kw-on-primary);font-weight:600}
.kc-chip[aria-pressed=true]::before{content:"\\2713";content:"\\2713"/"";margin-inline-end:.375em}
.kc [hidden]{display:none}
.kc-scale{display:grid;grid-template-columns:repeat(auto-fit,minmax(44px,1fr));gap:.25em}
.kc-scale .kc-chip{padding:.25em;border-radius:.5em}
.kc-ends{display:flex;justify-content:space-between;gap:1em}
.kc-map{display:grid;grid-template-columns:1fr 1fr;max-inline-size:19em;margin-inline:auto;text-align:center;direction:ltr}
.kc-map svg{grid-column:1/3;inline-size:100%;block-size:auto;overflow:visible}
.kc-map rect{fill:var(--kw-surface);stroke:var(--kw-line);stroke-width:1.5}
.kc-region{cursor:pointer}
.kc-region rect{stroke:var(--kw-accent)}
.kc-region:hover rect{stroke-width:3}
.kc-region.is-chosen rect{fill:var(--kw-primary);stroke:var(--kw-fg);stroke-width:3}
.kc table{inline-size:100%;table-layout:fixed;border-collapse:collapse;margin-block:.25em}
.kc caption{padding-block-end:.5em;text-align:start}
.kc th,.kc td{padding:.5em;border:1px solid var(--kw-line);text-align:start;vertical-align:top;font-weight:400;hyphens:auto}
.kc th{font-weight:700;background:var(--kw-bg)}
.kc .kc-asked{border-inline:3px solid var(--kw-accent)}
.kc td.kc-asked{font-weight:600}
.kc-icon{flex:none;inline-size:1.375em;block-size:1.375em;margin-inline-end:.5em;fill:currentColor;fill-rule:evenodd;vertical-align:text-bottom}
.kc-strength{font-weight:600;color:var(--kw-accent)}
.kc-result{border-inline-start:4px solid var(--kw-accent)}
.kc-result.kc-physician_first{border:2px solid var(--kw-warn-fg);border-inline-start-width:8px}
.kc-note{padding:.5em;border-inline-start:4px solid;background:var(--kw-warn-bg);color:var(--kw-warn-fg)}
.kc-safety h3{display:flex;align-items:center}
.kc.kc-emergency{border:3px solid var(--kw-danger)}
.kc.kc-emergency h3{margin:-.6em -.7em .6em;padding:.5em .7em;border-radius:.35em .35em 0 0;background:var(--kw-danger);color:var(--kw-on-danger);font-size:1.25em}
.kc .kc-call{display:flex;min-block-size:56px;border-color:var(--kw-danger);background:var(--kw-danger);color:var(--kw-on-danger);font-size:1.25em;font-weight:700}
.kc.kc-urgent{border:2px solid var(--kw-danger);border-inline-start-width:8px}
.kc-urgent .kc-icon{color:var(--kw-danger)}
.kc.kc-safety.kc-physician_first,.kc.kc-adapt{border:2px solid var(--kw-warn-fg);background:var(--kw-warn-bg);color:var(--kw-warn-fg)}
.kc.kc-adapt{border-style:dashed}
.kc.kc-fine{border-color:var(--kw-ok-fg);background:var(--kw-ok-bg);color:var(--kw-ok-fg)}
.kc-adapt :is(a,summary),.kc-fine :is(a,summary),.kc-safety.kc-physician_first :is(a,summary){color:inherit}
.kc-form label{display:block;margin-block-start:.75em;font-weight:600}
.kc :is(input,textarea){display:block;box-sizing:border-box;inline-size:100%;min-block-size:44px;padding:.5em .75em;border:1px solid var(--kw-muted);border-radius:.5em;background:var(--kw-bg);color:var(--kw-fg);font:inherit;font-size:max(16px,1em)}
.kc [aria-invalid=true]{border:2px solid var(--kw-danger)}
.kc-error:empty{display:none}
.kc-error{font-weight:600;color:var(--kw-fg)}
.kc-error::before{content:"! ";color:var(--kw-danger)}
.kc-copied{inline-size:100%}
@media(forced-colors:active){.kc-region rect{fill:Canvas;stroke:CanvasText}.kc-region.is-chosen rect{fill:Highlight;stroke:Highlight}.kc-chip[aria-pressed=true]{border-width:4px;border-color:Highlight}.kc-icon{fill:CanvasText}}
`;
