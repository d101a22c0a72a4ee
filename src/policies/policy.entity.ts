import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type {
  AnnounceMode,
  Attachment,
  PolicyDate,
  PolicyFacts,
  PolicyLevel,
  PolicyStatus,
  PolicyType,
} from './domain/policy.js';

/** One policy entry as stored; its facts are exactly `PolicyFacts`. */
@Entity('policies')
export class Policy implements PolicyFacts {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  title: string;

  @Column('text')
  level: PolicyLevel;

  @Column('text', { array: true })
  districts: string[];

  @Column('text', { array: true })
  issuers: string[];

  @Column('text', { name: 'document_number', nullable: true })
  documentNumber: string | null;

  @Column('text', { name: 'written_on', nullable: true })
  writtenOn: PolicyDate | null;

  @Column('text', { name: 'published_on', nullable: true })
  publishedOn: PolicyDate | null;

  @Column('text', { name: 'effective_from', nullable: true })
  effectiveFrom: PolicyDate | null;

  @Column('text', { name: 'effective_until', nullable: true })
  effectiveUntil: PolicyDate | null;

  @Column('text')
  type: PolicyType;

  @Column('text', { array: true })
  sectors: string[];

  @Column('text', { nullable: true })
  summary: string | null;

  @Column('text', { name: 'who_can_apply', nullable: true })
  whoCanApply: string | null;

  @Column('text', { name: 'how_much', nullable: true })
  howMuch: string | null;

  @Column('text', { name: 'application_opens_on', nullable: true })
  applicationOpensOn: PolicyDate | null;

  @Column('text', { name: 'application_closes_on', nullable: true })
  applicationClosesOn: PolicyDate | null;

  @Column('text', { name: 'how_to_apply', nullable: true })
  howToApply: string | null;

  @Column('text', { nullable: true })
  contact: string | null;

  @Column('text', { name: 'source_link', nullable: true })
  sourceLink: string | null;

  @Column('jsonb')
  attachments: Attachment[];

  @Column('text', { name: 'full_text', nullable: true })
  fullText: string | null;

  @Column('text')
  status: PolicyStatus;

  @Column('text')
  announce: AnnounceMode;

  /** The instant it first became visible in Dibao; kept through withdrawal and republication. */
  @Column('timestamptz', { name: 'visible_at', nullable: true })
  visibleAt: Date | null;

  @Column('bytea')
  fingerprint: Buffer;

  @Column('boolean', { name: 'is_sample' })
  isSample: boolean;

  @VersionColumn()
  version: number;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
