import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../src/feeds/guard.ts';

describe('isPublicAddress', () => {
  it.each([
    '8.8.8.8',
    '151.101.0.81',
    '2606:4700::1111',
    '2001:4860:4860::8888',
    '64:ff9b::808:808',
    '::ffff:8.8.8.8',
  ])('public: %s', (address) => expect(isPublicAddress(address)).toBe(true));

  it.each([
    ...[
      '127.0.0.1',
      '127.255.255.254',
      '10.0.0.1',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
    ],
    ...[
      '100.64.0.1',
      '0.0.0.0',
      '255.255.255.255',
      '224.0.0.1',
      '240.0.0.1',
      '192.0.2.1',
      '198.18.0.1',
      '168.63.129.16',
    ],
    ...[
      '::',
      '::1',
      'fe80::1',
      'fc00::1',
      'fd12:3456::1',
      'ff02::1',
      '2001:db8::1',
      '2002:7f00:1::',
      '100::1',
    ],
    ...['::ffff:127.0.0.1', '::ffff:a00:1', '64:ff9b::7f00:1', '64:ff9b::a9fe:a9fe', '::127.0.0.1'],
    ...['', 'localhost', '1.2.3.4.5'],
  ])('not public: %s', (address) => expect(isPublicAddress(address)).toBe(false));
});
