import { generateKeyPairSync, sign } from "node:crypto";
import { isIP } from "node:net";

/** A certificate that has signed itself, and its key, as PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

const der = (tag: number, ...parts: ReadonlyArray<Uint8Array>): Buffer => {
  const body = Buffer.concat(parts);
  const size = body.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};

const sequence = (...parts: ReadonlyArray<Uint8Array>) => der(0x30, ...parts);
const hex = (text: string) => Buffer.from(text, "hex");
const oid = (bytes: string) => der(0x06, hex(bytes));
const TRUE = hex("0101ff");

/** Numbers of the standard: the first is ecdsa-with-SHA256. */
const SIGNED_BY = sequence(oid("2a8648ce3d040302"));
const COMMON_NAME = oid("550403");
const ALTERNATIVE_NAMES = oid("551d11");
const BASIC_CONSTRAINTS = oid("551d13");

const nameOf = (common: string) => sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(common)))));

const alternative = (host: string) =>
  isIP(host) === 4
    ? der(0x87, Buffer.from(host.split(".").map(Number)))
    : der(0x82, Buffer.from(host, "latin1"));

const extensions = (hosts: ReadonlyArray<string>) =>
  der(
    0xa3,
    sequence(
      sequence(BASIC_CONSTRAINTS, TRUE, der(0x04, sequence(TRUE))),
      sequence(ALTERNATIVE_NAMES, der(0x04, sequence(...hosts.map(alternative)))),
    ),
  );

const pem = (kind: string, bytes: Buffer) =>
  `-----BEGIN ${kind}-----\n${bytes.toString("base64").replace(/.{64}/g, "$&\n").trimEnd()}\n-----END ${kind}-----\n`;

/** Makes a certificate for some hosts, or for a client of that name; its own root, good until 2049. */
export const selfSigned = (common: string, hosts: ReadonlyArray<string>): Certificate => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = nameOf(common);
  const unsigned = sequence(
    der(0xa0, hex("020102")),
    der(0x02, hex("01")),
    SIGNED_BY,
    name,
    sequence(der(0x17, Buffer.from("200101000000Z")), der(0x17, Buffer.from("491231235959Z"))),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    extensions(hosts),
  );
  const signature = der(0x03, hex("00"), sign("sha256", unsigned, privateKey));
  return {
    certificate: pem("CERTIFICATE", sequence(unsigned, SIGNED_BY, signature)),
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
};
