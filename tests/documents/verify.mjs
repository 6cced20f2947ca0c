// A second, independent checker of Infoshare's files: sealed PDFs, exports of the log, anchors.
//
// It was written from docs/chain.md and docs/seal.md alone, without a look at Infoshare's own code, to show that those two
// pages suffice. It needs Node.js 20 or newer and nothing else:
//
//     node verify.mjs FILE [FILE ...]
//
// For each file it prints one line: `intact FINGERPRINT`, `altered REASON` or `unreadable REASON`. Its status is 0 only if all
// are intact. Intact means: nothing was altered since whoever holds the key with that fingerprint sealed or signed it. Whose
// key it is, it cannot say: compare the fingerprint with the one on the check page, or one that you were given before.

import { createHash, createPublicKey, verify, X509Certificate } from "node:crypto";
import { readFileSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

const EXPORT_START = '{"format":"infoshare-audit/1"}';
const STARTS = [["%PDF-", checkPdf], [EXPORT_START, checkExport], ['{"anchor":', checkAnchorFile]];

const hash = (bytes, name = "sha256") => createHash(name).update(bytes).digest();

function must(condition, reason) {
  if (!condition) throw new Error(reason);
}

/** What a file is worth: {verdict: "intact" | "altered" | "unreadable", reason, fingerprint}. */
export function check(buffer) {
  const bytes = Buffer.from(buffer);
  const known = STARTS.find(([start]) => bytes.toString("latin1", 0, start.length) === start);
  if (!known) return { verdict: "unreadable", reason: "neither a PDF, nor an export, nor an anchor", fingerprint: null };
  try {
    return { verdict: "intact", reason: null, fingerprint: known[1](bytes) };
  } catch (error) {
    return { verdict: "altered", reason: error.message.replace(/\s+/g, " "), fingerprint: null };
  }
}

// ---- JSON, as RFC 8785 says --------------------------------------------------------------------------------------------

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value !== null && typeof value === "object") { // names in the order of their UTF-16 code units, which is that of sort()
    return `{${Object.keys(value).sort().map((name) => `${canonical(name)}:${canonical(value[name])}`).join()}}`;
  }
  must(typeof value !== "string" || value.isWellFormed(), "a text with half a surrogate pair");
  return JSON.stringify(value);
}

/** The value of a line. Any other way to write the same value is refused. */
function parseCanonical(line) {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(line);
  const value = JSON.parse(text);
  must(canonical(value) === text, "a line is not canonical JSON");
  return value;
}

const isText = (value) => typeof value === "string";
const isNumber = (value) => Number.isSafeInteger(value) && value >= 0;
const isHash = (value) => isText(value) && /^[0-9a-f]{64}$/.test(value);

function isMoment(value) {
  if (!isText(value) || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(value)) return false;
  const moment = new Date(`${value.slice(0, 23)}Z`); // whether there is such a day and time
  return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 23) === value.slice(0, 23);
}

/** The value must be an object with exactly the names of `fields`, and the value of each as its function there says. */
function isObject(value, fields) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
  const same = Object.keys(value).sort().join() === Object.keys(fields).sort().join();
  return same && Object.entries(fields).every(([name, isRight]) => isRight(value[name]));
}

function fromBase64(text) {
  const bytes = Buffer.from(text, "base64");
  must(bytes.toString("base64") === text, "base64 is not canonical");
  return bytes;
}

// ---- Anchors -----------------------------------------------------------------------------------------------------------

const isChain = (value) => isObject(value, { count: isNumber, hash: isHash, organisation: isNumber, sequence: isNumber });

const isAnchor = (value) => isObject(value, {
  at: isMoment,
  before: (before) => before === null || isHash(before),
  chains: (chains) => Array.isArray(chains) && chains.every(isChain)
    && chains.every((chain, i) => i === 0 || chains[i - 1].organisation < chain.organisation),
  format: (format) => format === "infoshare-anchor/1",
});

function checkAnchorFile(bytes) {
  return checkAnchor(bytes.at(-1) === 0x0a ? bytes.subarray(0, -1) : bytes).fingerprint;
}

/** Checks an anchor's line; gives what it says of the chains, and the fingerprint of its key. */
function checkAnchor(line) {
  const value = parseCanonical(line);
  const fields = { anchor: isAnchor, key: isText, signature: isText };
  const isStamped = Object.hasOwn(value, "timestamp");
  must(isObject(value, isStamped ? { ...fields, timestamp: isText } : fields), "the anchor is not written as it must be");
  const key = anchorKey(value.key);
  const signed = Buffer.from(canonical(value.anchor));
  must(verifyEcdsa("sha256", signed, key, fromBase64(value.signature)), "the anchor's signature does not fit");
  if (isStamped) checkToken(readDer(fromBase64(value.timestamp)), signed);
  return { chains: value.anchor.chains, fingerprint: hash(key.export({ type: "spki", format: "der" })).toString("hex") };
}

/** The key of an anchor: a point on P-256, not compressed, in the one PEM there is of it. */
function anchorKey(pem) {
  const key = createPublicKey(pem);
  must(key.export({ type: "spki", format: "pem" }) === pem, "the key's PEM is not canonical");
  const der = key.export({ type: "spki", format: "der" }).toString("hex");
  must(der.startsWith("3059301306072a8648ce3d020106082a8648ce3d03010703420004"), "the key is not on P-256");
  return key;
}

// ---- Exports -----------------------------------------------------------------------------------------------------------

const NO_LINE = { sequence: 0, hash: "0".repeat(64) };

const isEvent = (value) => isObject(value, {
  about: (about) => isObject(about, { id: isNumber, type: isText }), action: isText, at: isMoment, by: isNumber,
  event: isNumber, facts: () => true, organisation: isNumber, previous: isHash, sequence: isNumber,
});

function checkExport(bytes) {
  const lines = splitLines(bytes);
  must(lines.length >= 2 && lines[0].equals(Buffer.from(EXPORT_START)), "the first line is another, or the only one");
  const ends = followChains(lines.slice(1, -1));
  const order = [...ends.keys()];
  const { chains, fingerprint } = checkAnchor(lines.at(-1));
  for (const { organisation, count, sequence, hash } of chains) {
    const end = ends.get(organisation) ?? NO_LINE;
    const same = count === end.sequence && sequence === end.sequence && hash === end.hash;
    must(same, `the chain of organisation ${organisation} ends otherwise than the anchor says`);
    ends.delete(organisation);
  }
  must(ends.size === 0, "the anchor does not name every organisation of the file");
  const named = chains.filter(({ count }) => count > 0).map(({ organisation }) => organisation);
  must(named.join() === order.join(), "the chains stand in another order than the anchor names them");
  return fingerprint;
}

function splitLines(bytes) {
  must(bytes.at(-1) === 0x0a, "the last line has no end");
  const lines = [];
  for (let start = 0, end; start < bytes.length; start = end + 1) {
    end = bytes.indexOf(0x0a, start);
    lines.push(bytes.subarray(start, end));
  }
  return lines;
}

/** Goes through the lines of events; gives how each organisation's chain ends: its last line's sequence and hash. */
function followChains(lines) {
  const ends = new Map();
  let last = null;
  for (const line of lines) {
    const event = parseCanonical(line);
    must(isEvent(event), "an event is not written as it must be");
    const { organisation, sequence, previous } = event;
    must(organisation === last || !ends.has(organisation), "the events do not stand chain by chain");
    const end = ends.get(organisation) ?? NO_LINE;
    must(sequence === end.sequence + 1, `organisation ${organisation}: sequence ${sequence} after ${end.sequence}`);
    must(previous === end.hash, `organisation ${organisation}: the line before ${sequence} is another`);
    ends.set(organisation, { sequence, hash: hash(line).toString("hex") });
    last = organisation;
  }
  return ends;
}

// ---- DER ---------------------------------------------------------------------------------------------------------------
// A node is {tag, whole, body, parts}: its first byte, all its bytes, those of its content, and the nodes it consists of.

const [BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING, NULL, OID, SEQUENCE, SET] = [1, 2, 3, 4, 5, 6, 0x30, 0x31];
const [CONTEXT_0, CONTEXT_1] = [0xa0, 0xa1];

function readDer(bytes) {
  const node = readFirst(bytes);
  must(node.whole.length === bytes.length, "DER: something follows");
  return node;
}

/** The node that the bytes begin with. */
function readFirst(bytes) {
  const [tag, first] = bytes;
  must(tag !== 0 && (tag & 0x1f) !== 0x1f, "DER: a tag that does not occur here");
  const size = first < 0x80 ? 0 : first - 0x80; // how many bytes more the length has
  must(bytes.length >= 2 + size && size <= 4 && first !== 0x80, "DER: cut off, or a length that does not occur here");
  const length = size ? bytes.readUIntBE(2, size) : first;
  must(size === 0 || length >= Math.max(0x80, 2 ** (8 * (size - 1))), "DER: a length is not the shortest");
  must(bytes.length >= 2 + size + length, "DER: cut off");
  const whole = bytes.subarray(0, 2 + size + length);
  const body = whole.subarray(2 + size);
  const node = { tag, whole, body, parts: tag & 0x20 ? readParts(body) : [] };
  must(tag >= 0x40 || isUniversal(node), "DER: a value is not written as it must be");
  return node;
}

function readParts(body) {
  const parts = [];
  for (let rest = body; rest.length > 0; rest = rest.subarray(parts.at(-1).whole.length)) parts.push(readFirst(rest));
  return parts;
}

/** Whether a value of one of ASN.1's own types is written as DER asks. */
function isUniversal({ tag, body, parts }) {
  if (tag === SEQUENCE) return true;
  if (tag === SET) return isSorted(parts);
  if (tag === BOOLEAN) return body.length === 1 && (body[0] === 0 || body[0] === 0xff);
  if (tag === INTEGER) return body.length === 1 || (body.length > 1 && ![0, -1].includes(body.readInt16BE(0) >> 7));
  if (tag === BIT_STRING) return body[0] < 8 && (body.at(-1) & ((1 << body[0]) - 1)) === 0;
  if (tag === NULL) return body.length === 0;
  if (tag === OID) return body.at(-1) < 0x80 && !body.some((byte, i) => byte === 0x80 && !(body[i - 1] >= 0x80));
  return tag < 0x20 && tag !== 0x10 && tag !== 0x11;
}

/** The elements of a set stand in the order of their bytes. */
function isSorted(parts) {
  return parts.every((part, i) => i === 0 || Buffer.compare(parts[i - 1].whole, part.whole) <= 0);
}

/** The parts of a node, which must have this tag, and parts with exactly these tags. */
function partsOf(node, tag, tags, what) {
  must(node.tag === tag && node.parts.map((part) => part.tag).join() === tags.join(), `${what} is not written as it must be`);
  return node.parts;
}

/** The elements, at least one, of a set that has this tag in place of its own. */
function elementsOf(node, tag, what) {
  must(node.tag === tag && node.parts.length > 0 && isSorted(node.parts), `${what}: not a set as it must be`);
  return node.parts;
}

const isOid = (node, hex) => node.tag === OID && node.body.toString("hex") === hex;
const isInteger = (node, value) => node.tag === INTEGER && node.body.length === 1 && node.body[0] === value;

// ---- The seal, a CMS SignedData ----------------------------------------------------------------------------------------

const ID_DATA = "2a864886f70d010701"; // 1.2.840.113549.1.7.1
const ID_SIGNED_DATA = "2a864886f70d010702"; // 1.2.840.113549.1.7.2
const ID_CONTENT_TYPE = "2a864886f70d010903"; // 1.2.840.113549.1.9.3
const ID_MESSAGE_DIGEST = "2a864886f70d010904"; // 1.2.840.113549.1.9.4
const ID_TST_INFO = "2a864886f70d0109100104"; // 1.2.840.113549.1.9.16.1.4
const ID_TIME_STAMP_TOKEN = "2a864886f70d010910020e"; // 1.2.840.113549.1.9.16.2.14
const RSA_ENCRYPTION = "2a864886f70d010101"; // 1.2.840.113549.1.1.1
const DIGESTS = [ // the algorithm by itself, with ECDSA, and with RSA
  { name: "sha256", oid: "608648016503040201", ecdsa: "2a8648ce3d040302", rsa: "2a864886f70d01010b" },
  { name: "sha384", oid: "608648016503040202", ecdsa: "2a8648ce3d040303", rsa: "2a864886f70d01010c" },
  { name: "sha512", oid: "608648016503040203", ecdsa: "2a8648ce3d040304", rsa: "2a864886f70d01010d" },
];

function checkPdf(bytes) {
  const file = bytes.toString("latin1");
  const texts = [...file.matchAll(/\/ByteRange ?\[0 (\d+) (\d+) (\d+) *\]/g)];
  must(texts.length === 1, `${texts.length} seals instead of one`);
  const [a, b, c] = texts[0].slice(1).map(Number);
  must(a < b && b + c === bytes.length, "the seal is over another length");
  const digits = file.slice(a + 1, b - 1);
  must(file.slice(a, b) === `<${digits}>` && !/[^0-9A-F]/.test(digits), "the seal is not hex digits between < and >");
  must(digits.length % 2 === 0, "half a byte in the seal");
  const region = Buffer.from(digits, "hex");
  const seal = readFirst(region);
  must(region.subarray(seal.whole.length).every((byte) => byte === 0), "something follows the seal");
  return checkSeal(seal, Buffer.concat([bytes.subarray(0, a), bytes.subarray(b)]));
}

/** Checks a seal over what is sealed; gives the fingerprint of its key. */
function checkSeal(seal, sealed) {
  const { encap, ...signedData } = signedDataOf(seal, 1);
  const [type] = partsOf(encap, SEQUENCE, [OID], "encapContentInfo");
  must(isOid(type, ID_DATA), "encapContentInfo is not id-data");
  return checkSigner(signedData, ID_DATA, sealed);
}

/** Checks a time-stamp token (RFC 3161) over what is stamped. */
function checkToken(token, stamped) {
  const { encap, ...signedData } = signedDataOf(token, 3);
  const [type, explicit] = partsOf(encap, SEQUENCE, [OID, CONTEXT_0], "the token's encapContentInfo");
  must(isOid(type, ID_TST_INFO), "the token's encapContentInfo is not id-ct-TSTInfo");
  const [content] = partsOf(explicit, CONTEXT_0, [OCTET_STRING], "the token's content");
  checkSigner(signedData, ID_TST_INFO, content.body);
  const info = readDer(content.body);
  const tags = info.parts.map((part) => part.tag.toString(16)).join(); // as RFC 3161, 2.4.2 has them
  must(info.tag === SEQUENCE && /^2,6,30,2,18(,30)?(,1)?(,2)?(,a0)?(,a1)?$/.test(tags), "TSTInfo is not written as it must be");
  const [algorithm, imprint] = partsOf(info.parts[2], SEQUENCE, [SEQUENCE, OCTET_STRING], "messageImprint");
  const same = imprint.body.equals(hash(stamped, digestOf(algorithm).name));
  must(isInteger(info.parts[0], 1) && same, "the time stamp is of another version, or of something else");
}

/** The parts of the one SignedData of a ContentInfo. */
function signedDataOf(contentInfo, expected) {
  const [type, explicit] = partsOf(contentInfo, SEQUENCE, [OID, CONTEXT_0], "ContentInfo");
  const [node] = partsOf(explicit, CONTEXT_0, [SEQUENCE], "ContentInfo");
  const tags = [INTEGER, SET, SEQUENCE, CONTEXT_0, SET];
  const [version, digests, encap, certificates, signers] = partsOf(node, SEQUENCE, tags, "SignedData");
  must(isOid(type, ID_SIGNED_DATA) && isInteger(version, expected), "another type than id-signedData, or another version");
  // Signers write the certificates in any order, although DER has one; so it is not looked at here.
  return { digests, encap, certificates: certificates.parts.map(readCertificate), signers };
}

/** Checks the one signer of a SignedData, over its content; gives the fingerprint of the signer's key. */
function checkSigner({ digests, certificates, signers }, contentType, content) {
  const [signer] = partsOf(signers, SET, [SEQUENCE], "signerInfos");
  const tags = [INTEGER, SEQUENCE, SEQUENCE, CONTEXT_0, SEQUENCE, OCTET_STRING];
  if (signer.parts.length === 7) tags.push(CONTEXT_1);
  const fields = partsOf(signer, SEQUENCE, tags, "SignerInfo");
  const [version, name, digestAlgorithm, attributes, algorithm, signature, unsigned] = fields;
  const [sameDigest] = partsOf(digests, SET, [SEQUENCE], "digestAlgorithms");
  must(isInteger(version, 1), "the signer's version is another");
  must(sameDigest.whole.equals(digestAlgorithm.whole), "digestAlgorithms is not the signer's digestAlgorithm");
  const digest = digestOf(digestAlgorithm);
  const certificate = certificateOf(name, certificates);
  checkSignedAttributes(attributes, contentType, hash(content, digest.name), certificate);
  const signed = Buffer.concat([Buffer.of(SET), attributes.whole.subarray(1)]);
  checkSignature(algorithm, digest, signed, certificate.x509.publicKey, signature.body);
  if (unsigned) checkUnsignedAttributes(unsigned, signature.body);
  return hash(certificate.key).toString("hex");
}

function digestOf(algorithm) {
  const [oid] = partsOf(algorithm, SEQUENCE, algorithm.parts.length > 1 ? [OID, NULL] : [OID], "digestAlgorithm");
  const digest = DIGESTS.find((one) => isOid(oid, one.oid));
  must(digest, "digestAlgorithm is none of SHA-256, SHA-384, SHA-512");
  return digest;
}

function checkSignedAttributes(node, contentType, digest, certificate) {
  const attributes = elementsOf(node, CONTEXT_0, "signedAttrs");
  must(isOid(valueOf(attributes, ID_CONTENT_TYPE), contentType), "content-type is another");
  const stated = valueOf(attributes, ID_MESSAGE_DIGEST);
  must(stated.tag === OCTET_STRING && stated.body.equals(digest), "the content is not what was signed (message-digest)");
  const names = contentType === ID_TST_INFO ? ["sha256", "sha1"] : ["sha256"];
  const isNamed = names.some((name) => node.body.includes(hash(certificate.whole, name)));
  must(isNamed, "signedAttrs do not have the hash of the signer's certificate");
}

/** The one value of the one attribute of this type. */
function valueOf(attributes, type) {
  const all = attributes.map((attribute) => partsOf(attribute, SEQUENCE, [OID, SET], "an attribute"));
  const found = all.filter(([oid]) => isOid(oid, type));
  must(found.length === 1 && found[0][1].parts.length === 1, "signedAttrs have no content-type or message-digest, or two");
  return found[0][1].parts[0];
}

function checkUnsignedAttributes(node, signature) {
  for (const attribute of elementsOf(node, CONTEXT_1, "unsignedAttrs")) {
    const [type, values] = partsOf(attribute, SEQUENCE, [OID, SET], "an unsigned attribute");
    must(isOid(type, ID_TIME_STAMP_TOKEN), "an unsigned attribute is not a time stamp");
    checkToken(partsOf(values, SET, [SEQUENCE], "an unsigned attribute")[0], signature);
  }
}

function checkSignature(algorithm, digest, signed, key, signature) {
  const isEc = key.asymmetricKeyType === "ec";
  must(isEc || key.asymmetricKeyType === "rsa", "the signer's key is neither on an elliptic curve nor RSA");
  const [oid] = partsOf(algorithm, SEQUENCE, isEc ? [OID] : [OID, NULL], "signatureAlgorithm");
  must((isEc ? [digest.ecdsa] : [RSA_ENCRYPTION, digest.rsa]).some((hex) => isOid(oid, hex)), "signatureAlgorithm is another");
  const fits = isEc ? verifyEcdsa(digest.name, signed, key, signature) : verify(digest.name, signed, key, signature);
  must(fits, "the signature does not fit");
}

function verifyEcdsa(digestName, signed, key, signature) {
  partsOf(readDer(signature), SEQUENCE, [INTEGER, INTEGER], "the signature");
  return verify(digestName, signed, { key, dsaEncoding: "der" }, signature);
}

// ---- Certificates ------------------------------------------------------------------------------------------------------

/** Those parts of a certificate that are used here, as bytes; and `x509`, all of it. */
function readCertificate(node) {
  const [tbs] = partsOf(node, SEQUENCE, [SEQUENCE, SEQUENCE, BIT_STRING], "a certificate");
  const fields = tbs.parts.slice(tbs.parts[0]?.tag === CONTEXT_0 ? 1 : 0); // without the version
  const tags = fields.slice(0, 6).map((field) => field.tag);
  must(tags.join() === [INTEGER, ...Array(5).fill(SEQUENCE)].join(), "a certificate is not written as it must be");
  const [serial, , issuer, , subject, key] = fields.map((field) => field.whole);
  const x509 = new X509Certificate(node.whole);
  must(x509.raw.equals(node.whole), "a certificate can be read in two ways");
  return { whole: node.whole, serial, issuer, subject, key, x509 };
}

/** The certificate that issuerAndSerialNumber names. All others must stand above it. */
function certificateOf(name, certificates) {
  const [issuer, serial] = partsOf(name, SEQUENCE, [SEQUENCE, INTEGER], "issuerAndSerialNumber");
  must(certificates.length <= 10, "there are more than ten certificates");
  const named = certificates.filter((one) => one.issuer.equals(issuer.whole) && one.serial.equals(serial.whole));
  must(named.length === 1, "issuerAndSerialNumber does not name one of the certificates");
  const chain = new Set(named);
  for (const lower of chain) { // also goes through those that are added meanwhile
    for (const upper of certificates.filter((one) => one.subject.equals(lower.issuer))) {
      must(lower.x509.verify(upper.x509.publicKey), "a certificate was not signed by the one that issued it");
      chain.add(upper);
    }
  }
  must(chain.size === certificates.length, "a certificate does not stand above the signer's");
  const isWhole = certificates.every((one) => certificates.some((upper) => upper.subject.equals(one.issuer)));
  must(certificates.length === 1 || isWhole, "the certificates do not lead up to one that signed itself");
  return named[0];
}

// ---- The command -------------------------------------------------------------------------------------------------------

function checkFile(path) {
  try {
    return check(readFileSync(path));
  } catch (error) {
    return { verdict: "unreadable", reason: error.message, fingerprint: null };
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  for (const path of process.argv.slice(2)) {
    const { verdict, reason, fingerprint } = checkFile(path);
    console.log(`${verdict} ${fingerprint ?? reason}`);
    if (verdict !== "intact") process.exitCode = 1;
  }
}
