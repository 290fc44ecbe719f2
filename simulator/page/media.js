import { h, webAddress } from './dom.js';
import { icon } from './icons.js';

/** @import { APIMessage } from 'discord-api-types/v10' */

/**
 * The address of a picture or file: `attachment://name` means a file that was sent with the message.
 * @param {string} url
 * @param {APIMessage} message
 */
export function resolveMedia(url, message) {
  if (!url.startsWith('attachment://')) return url;
  const name = url.slice('attachment://'.length);
  return message.attachments.find((file) => file.filename === name)?.url ?? url;
}

/**
 * The address, if it leads to this machine or to the simulator: the page asks nobody else for pictures.
 * @param {string} url
 */
function localAddress(url) {
  const address = webAddress(url);
  const host = address && new URL(address).hostname;
  return host && ['127.0.0.1', 'localhost', location.hostname].includes(host) ? address : null;
}

/**
 * A picture, or its description where it can't be shown.
 * @param {{ url: string, description: string | null | undefined, className?: string, spoiler?: boolean }} options
 */
export function picture({ url, description, className = '', spoiler = false }) {
  const frame = h('figure', { class: `picture ${className}`.trim() });
  const address = localAddress(url);
  const missing = () => {
    frame.classList.add('missing');
    frame.replaceChildren(
      icon('image'),
      h('figcaption', {}, description || 'A picture that is not on this machine'),
    );
  };
  if (address) {
    const image = h('img', { alt: description ?? '', loading: 'lazy', referrerpolicy: 'no-referrer' });
    image.addEventListener('error', missing);
    image.setAttribute('src', address);
    image.title = description ?? '';
    frame.append(image);
  } else {
    missing();
  }
  if (spoiler) frame.append(spoilerCover(frame));
  return frame;
}

/**
 * A button over what is hidden until it is asked for.
 * @param {HTMLElement} hidden gets the class `concealed` until then
 */
export function spoilerCover(hidden) {
  hidden.classList.add('concealed');
  const cover = h('button', { type: 'button', class: 'spoiler-cover' }, 'Spoiler');
  cover.addEventListener('click', () => {
    hidden.classList.remove('concealed');
    cover.remove();
  });
  return cover;
}

/** @param {{ url: string, name: string, size: number | null | undefined }} file `size` in bytes */
export function fileCard({ url, name, size }) {
  const address = webAddress(url);
  return h(
    'div',
    { class: 'file' },
    icon('file'),
    h(
      'span',
      { class: 'file-name' },
      address
        ? h('a', { href: address, target: '_blank', rel: 'noopener noreferrer', download: name }, name)
        : name,
      typeof size === 'number' && h('small', {}, fileSize(size)),
    ),
  );
}

/** @param {number} bytes */
function fileSize(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
