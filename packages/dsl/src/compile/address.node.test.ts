import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressText, isNetwork, networkOf, parseAddress } from './address.ts';
import { asciiLabel } from './punycode.ts';

test('IPv6 addresses have the one spelling that URLs give them', () => {
  fc.assert(
    fc.property(fc.ipV6(), (text) => {
      const address = parseAddress(text);
      const spelt = new URL(`http://[${text}]/`).hostname.slice(1, -1);
      const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.test(spelt);
      if (mapped) expect(address).toHaveLength(4);
      else expect(address && addressText(address)).toBe(spelt);
    }),
  );
});

const number = fc.oneof(
  fc.nat({ max: 255 }).map(String),
  fc.nat({ max: 255 }).map((value) => `0x${value.toString(16)}`),
  fc.nat({ max: 255 }).map((value) => `0${value.toString(8)}`),
  fc.nat({ max: 0xffffff }).map(String),
);

test('IPv4 addresses are read as URLs read them', () => {
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 5 }), (parts) => {
      const text = parts.join('.');
      const address = parseAddress(text);
      const url = URL.canParse(`http://${text}/`) ? new URL(`http://${text}/`).hostname : undefined;
      expect(address && addressText(address)).toBe(url);
    }),
  );
});

test('a network is what is left when the bits behind its length are cleared', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.nat({ max: 32 }), (text, bits) => {
      const address = parseAddress(text) ?? [];
      const network = networkOf(address, bits);
      expect(isNetwork(network, bits)).toBe(true);
      expect(isNetwork(address, bits)).toBe(addressText(network) === text);
    }),
  );
});

test('labels in other letters are those of the standard library', () => {
  const letters = fc.string({
    unit: fc.constantFrom('a', 'z', '-', '1', 'é', 'ü', 'я', '漢', '字', '😀', 'ß'),
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(letters, (label) => {
      // In front of a name, because digits alone would be an address.
      const expected = domainToASCII(`${label}.example`).replace(/\.example$/, '');
      // The library refuses some labels (a leading `-`, `xn--`); what it gives must be what we give.
      if (expected !== '' && !label.startsWith('-') && !label.endsWith('-')) expect(asciiLabel(label)).toBe(expected);
    }),
  );
});
