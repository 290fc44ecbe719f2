import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { buildConnector as connectors } from 'undici';
import { buildConnector } from './undici.ts';

/** Public by its range, but the metadata service of a cloud. */
const METADATA = new Set(['168.63.129.16']);
const CONNECT_TIMEOUT_MS = 10_000;

/** Thrown into a connection attempt whose host has no address that may be talked to. */
export class RefusedAddressError extends Error {
  readonly code = 'REFUSED_ADDRESS';
  constructor(host: string, address: string) {
    super(`${host} is at ${address}, which is not a public address.`);
  }
}

/**
 * Whether an IP address is out on the public internet: no loopback, private, link-local, multicast, carrier-grade
 * NAT, documentation or otherwise reserved range (the IANA special-purpose registries, by ipaddr.js), and no
 * IPv6 form of such an IPv4 address. False for what is no IP address.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv6 && parsed.range() === 'rfc6052') {
    // NAT64: on a network without IPv4 this is how public IPv4 hosts are reached.
    return isPublicAddress(ipaddr.fromByteArray(parsed.toByteArray().slice(12)).toString());
  }
  if (parsed.range() !== 'unicast' || METADATA.has(parsed.toString())) return false;
  // Of IPv6, 2000::/3 is all that was ever given out; `::127.0.0.1` lies outside.
  return parsed instanceof ipaddr.IPv4 || ((parsed.parts[0] ?? 0) & 0xe000) === 0x2000;
}

/**
 * undici's connector with the guard in it: the address that is connected to is the very one that was checked,
 * after DNS and for every new connection, so that no redirect and no changing DNS answer leads around it.
 * `allowHosts` are host names or addresses (with or without `:port`) that are exempt, in lower case. `resolve` asks
 * for a host's addresses, by default the system.
 */
export function guardedConnector(
  allowHosts: readonly string[],
  resolve: Resolve = dnsLookup,
): connectors.connector {
  const allowed = new Set(allowHosts);
  const open = buildConnector({ timeout: CONNECT_TIMEOUT_MS, allowH2: false });
  const lookup = guardedLookup(resolve);
  const guarded = buildConnector({ timeout: CONNECT_TIMEOUT_MS, allowH2: false, lookup });
  return (options, callback) => {
    const host = options.hostname.toLowerCase().replace(/^\[|\]$/g, '');
    if (allowed.has(host) || allowed.has(`${host}:${options.port}`)) return open(options, callback);
    // Addresses aren't looked up, so they are checked here.
    if (isIP(host) !== 0 && !isPublicAddress(host)) {
      callback(new RefusedAddressError(host, host), null);
      return;
    }
    return guarded(options, callback);
  };
}

/** Asks for all addresses of a host, as `dns.lookup` does. */
export type Resolve = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const guardedLookup =
  (resolve: Resolve): LookupFunction =>
  (hostname, options, callback) => {
    const all: LookupOptions & { all: true } = { ...options, all: true } as LookupOptions & { all: true };
    resolve(hostname, all, (error, addresses: LookupAddress[]) => {
      if (error !== null) return callback(error, '', 0);
      const open = addresses.filter(({ address }) => isPublicAddress(address));
      const first = open[0];
      if (first === undefined) {
        return callback(new RefusedAddressError(hostname, addresses[0]?.address ?? 'no address'), '', 0);
      }
      if (options.all) callback(null, open);
      else callback(null, first.address, first.family);
    });
  };
