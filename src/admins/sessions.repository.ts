import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Role } from './domain/permissions.js';
import { ABSOLUTE_SECONDS, isExpired, needsTouch } from './domain/session-expiry.js';

/** A signed-in admin at one browser. */
export interface Session {
  readonly tokenHash: Buffer;
  readonly csrfSecret: Buffer;
  readonly language: 'zh-CN' | 'en';
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly adminId: string;
  readonly email: string;
  readonly role: Role;
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** Sessions as stored: only the hash of each cookie. */
@Injectable()
export class SessionsRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** A new session; returns the cookie's value, which is stored nowhere. */
  async start(adminId: string, language: 'zh-CN' | 'en', tx?: Transaction): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    await this.db.affected(
      `insert into admin_sessions (token_hash, admin_id, csrf_secret, language, created_at, seen_at)
       values ($1, $2, $3, $4, $5, $5)`,
      [hashOf(token), adminId, randomBytes(32), language, now],
      tx,
    );
    await this.db.affected(
      'delete from admin_sessions where created_at < $1',
      [new Date(now.getTime() - ABSOLUTE_SECONDS * 1_000)],
      tx,
    );
    return token;
  }

  /** The live session of a cookie; null for anything else. Notes its use about once a minute. */
  async find(token: unknown): Promise<Session | null> {
    if (typeof token !== 'string' || !TOKEN.test(token)) return null;
    const session = await this.db.row<Session>(
      `select s.token_hash as "tokenHash", s.csrf_secret as "csrfSecret", s.language, s.created_at as "createdAt",
              s.seen_at as "seenAt", a.id as "adminId", a.email, a.role
         from admin_sessions s join admins a on a.id = s.admin_id and a.deactivated_at is null
        where s.token_hash = $1`,
      [hashOf(token)],
    );
    const now = this.clock.now();
    if (!session || isExpired(session, now)) return null;
    if (needsTouch(session, now))
      await this.db.affected('update admin_sessions set seen_at = $2 where token_hash = $1', [
        session.tokenHash,
        now,
      ]);
    return session;
  }

  async end(token: unknown): Promise<void> {
    if (typeof token !== 'string' || !TOKEN.test(token)) return;
    await this.db.affected('delete from admin_sessions where token_hash = $1', [hashOf(token)]);
  }

  async endAllOf(adminId: string, tx?: Transaction): Promise<void> {
    await this.db.affected('delete from admin_sessions where admin_id = $1', [adminId], tx);
  }

  async setLanguage(session: Session, language: 'zh-CN' | 'en'): Promise<void> {
    await this.db.affected('update admin_sessions set language = $2 where token_hash = $1', [
      session.tokenHash,
      language,
    ]);
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
