import { h } from './dom.js';

const COLORS = ['#5865f2', '#3ba55d', '#eb459e', '#f0883e', '#00a3b4', '#9b59d0', '#d8414f', '#6b7785'];

/**
 * A member's picture: the name's first letters on a colour that stays the member's own.
 * @param {string} id
 * @param {string} name
 * @param {string} [className]
 */
export function avatar(id, name, className = '') {
  const picture = h('span', { class: `avatar ${className}`.trim(), 'aria-hidden': 'true' }, initials(name));
  const sum = [...id].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  picture.style.setProperty('--avatar', COLORS[sum % COLORS.length] ?? '#5865f2');
  return picture;
}

/** Of up to two words. @param {string} name */
export function initials(name) {
  const words = name.split(/[\s_-]+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}

export function appBadge() {
  return h('span', { class: 'app-badge' }, 'APP');
}
