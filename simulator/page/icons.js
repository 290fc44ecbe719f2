/** The page's own drawings, on a grid of 24. `fill` paths are filled, `line` paths are strokes. */
const DRAWINGS = {
  text: { line: 'M9.5 4 7.5 20M16.5 4l-2 16M4.5 9h16M3.5 15h16' },
  announcement: { line: 'M4 10v4h3l8 4.5v-13L7 10zM18 9.5a4 4 0 0 1 0 5M8 14.5 9.5 20H12l-1.2-4' },
  forum: { line: 'M4 5h12v8H9l-3 3v-3H4zM19 9h1v8h-2v3l-3-3h-4' },
  thread: { line: 'M5 4v9a3 3 0 0 0 3 3h11M15 12l4 4-4 4' },
  menu: { line: 'M4 7h16M4 12h16M4 17h16' },
  close: { line: 'M6 6l12 12M18 6 6 18' },
  chevron: { line: 'M6 9.5l6 6 6-6' },
  check: { line: 'M5 12.5l5 5L19 7.5' },
  send: { fill: 'M3.5 4.2 21 12 3.5 19.8l2-6.3L14 12 5.5 10.5z' },
  eye: {
    line: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z',
  },
  file: { line: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6' },
  members: {
    line: 'M9 11.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM3 19c0-3.2 2.6-5 6-5s6 1.8 6 5M15.5 5.4a3 3 0 0 1 0 5.8M17.5 14.4c2.2.6 3.5 2.2 3.5 4.6',
  },
  out: { line: 'M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9' },
  warning: { line: 'M12 4 2.8 20h18.4zM12 10v4.5M12 17v.6' },
  slash: { line: 'M4.5 4.5h15v15h-15zM14 8l-4 8' },
  user: { line: 'M12 11.5a3.6 3.6 0 1 0 0-7.2 3.6 3.6 0 0 0 0 7.2zM5 20c0-3.8 3-6 7-6s7 2.2 7 6' },
  role: { line: 'M12 3l7.5 3v5.5c0 4.6-3 7.8-7.5 9.5-4.5-1.7-7.5-4.9-7.5-9.5V6z' },
  image: { line: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9v.1' },
  down: { line: 'M12 5v14M6 13l6 6 6-6' },
};

/** @typedef {keyof typeof DRAWINGS} IconName */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * A decorative drawing: hidden from assistive technology, as wide as its text is high.
 * @param {IconName} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  for (const [kind, d] of Object.entries(DRAWINGS[name])) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    path.setAttribute('class', kind);
    svg.append(path);
  }
  return svg;
}

/** By Discord's channel type. @type {Map<number, IconName>} */
const CHANNEL_ICONS = new Map([
  [1, 'user'],
  [3, 'members'],
  [5, 'announcement'],
  [10, 'thread'],
  [11, 'thread'],
  [15, 'forum'],
]);

/** @param {number} type Discord's channel type @returns {SVGElement} */
export function channelIcon(type) {
  return icon(CHANNEL_ICONS.get(type) ?? 'text');
}
