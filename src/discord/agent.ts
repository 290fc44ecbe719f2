import { Agent } from 'undici';

/** What every request to Discord goes through: HTTP/1.1, by whose failures it is known what became of a message. */
export const agent = new Agent({ allowH2: false });
