/**
 * The page's only way to make elements. Text becomes text nodes and attributes are set as values, so that
 * text from outside can never turn into markup.
 */

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes] `on…` functions become listeners; null, undefined and false
 *   are left out; true sets an empty attribute.
 * @param {...(Child | Child[])} children
 * @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...present(children));
  return element;
}

/** @param {(Child | Child[])[]} children @returns {(Node | string)[]} */
export function present(children) {
  return children.flat().filter((child) => child !== null && child !== undefined && child !== false);
}

let lastId = 0;

/** An id that no other element of the page has. @param {string} prefix */
export function uniqueId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

/**
 * A colour as Discord gives it (0xRRGGBB) in CSS, or null where there is none (0 means "no colour").
 * @param {number | null | undefined} color
 */
export function cssColor(color) {
  return color ? `#${(color & 0xffffff).toString(16).padStart(6, '0')}` : null;
}

/**
 * The address, if a page may safely point at it: absolute http or https; anything else is null.
 * @param {string} address
 */
export function webAddress(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : null;
}
