import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** A certificate with its key, in PEM files. */
export interface CertificateFiles {
  certificateFile: string;
  keyFile: string;
}

/** An authority that signs certificates. */
export interface Authority extends CertificateFiles {
  /**
   * Signs a certificate.
   *
   * @param name the names of its files
   * @param names for whom it is, in the format of OpenSSL: "DNS:example.com"
   * @param days how long it is valid from now on; negative if it has expired
   */
  issue(name: string, names: string, days?: number): CertificateFiles;
}

/** Creates an authority whose certificate, and all that it signs, are in a folder. */
export function createAuthority(folder: string, name: string): Authority {
  const own = filesOf(folder, name);
  const subject = ['-subj', `/CN=${name}`];
  openssl('req', '-x509', ...newKey(own), '-out', own.certificateFile, '-days', '2', ...subject);
  const signing = ['-CA', own.certificateFile, '-CAkey', own.keyFile, '-CAcreateserial'];
  return {
    ...own,
    issue: (certificateName, names, days = 2) => {
      const files = filesOf(folder, certificateName);
      const request = path.join(folder, `${certificateName}.csr`);
      const extensions = path.join(folder, `${certificateName}.extensions`);
      fs.writeFileSync(extensions, `subjectAltName=${names}`);
      openssl('req', ...newKey(files), '-out', request, '-subj', `/CN=${certificateName}`);
      const certificate = ['-out', files.certificateFile, '-days', String(days), '-extfile', extensions];
      openssl('x509', '-req', '-in', request, ...signing, ...certificate);
      return files;
    },
  };
}

function filesOf(folder: string, name: string): CertificateFiles {
  return { certificateFile: path.join(folder, `${name}.crt`), keyFile: path.join(folder, `${name}.key`) };
}

function newKey({ keyFile }: CertificateFiles): string[] {
  return ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', keyFile];
}

function openssl(...args: readonly string[]): void {
  execFileSync('openssl', args, { stdio: 'pipe' });
}
