import { createCipheriv, createHmac } from 'node:crypto';

/** Encrypts a secret as Moodle does in backups: base64 of HMAC-SHA256 over IV and ciphertext, IV, AES-256-CBC ciphertext.
 *  `key` is 32 bytes. The IV is made from key and value (a synthetic IV), so that the same backup gives the same bytes. */
export function encryptSecret(value: string, key: Buffer): string {
  const iv = createHmac('sha256', key).update('iv').update(value, 'utf8').digest().subarray(0, 16);
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const sealed = Buffer.concat([iv, cipher.update(value, 'utf8'), cipher.final()]);
  return Buffer.concat([createHmac('sha256', key).update(sealed).digest(), sealed]).toString('base64');
}
