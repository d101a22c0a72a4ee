declare module 'mailauth/lib/dkim/verify.js' {
  /** Verifies every DKIM signature of a message (RFC 6376); `resolver` answers TXT queries. */
  export function dkimVerify(
    message: Buffer,
    options: { resolver: (name: string, type: string) => Promise<string[][]> },
  ): Promise<{ results: { status: { result: string; comment?: string } }[] }>;
}
