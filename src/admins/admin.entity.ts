import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from './domain/permissions.js';

/** A person who works in the console. */
@Entity('admins')
export class Admin {
  @PrimaryColumn('uuid')
  id: string;

  /** Lower case, domain in punycode. */
  @Column('text')
  email: string;

  @Column('text')
  role: Role;

  /** argon2id, PHC string format. */
  @Column('text', { name: 'password_hash' })
  passwordHash: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'signed_in_at', nullable: true })
  signedInAt: Date | null;

  @Column('timestamptz', { name: 'deactivated_at', nullable: true })
  deactivatedAt: Date | null;
}
