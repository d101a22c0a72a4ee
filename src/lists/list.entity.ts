import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One newsletter: its sender, schedule, zone, language and trees. */
@Entity('lists')
export class List {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  slug: string;

  @Column('text')
  name: string;

  @Column('text')
  description: string;

  @Column('text', { name: 'sender_name' })
  senderName: string;

  @Column('text', { name: 'from_address' })
  fromAddress: string;

  @Column('text', { name: 'reply_to', nullable: true })
  replyTo: string | null;

  @Column('text', { name: 'postal_address' })
  postalAddress: string;

  @Column('text', { name: 'icp_number', nullable: true })
  icpNumber: string | null;

  /** IANA zone in which weeks and cut-offs are counted. */
  @Column('text', { name: 'time_zone' })
  timeZone: string;

  /** ISO weekday of the cut-off, 1 = Monday. */
  @Column('smallint', { name: 'cutoff_weekday' })
  cutoffWeekday: number;

  /** Minutes after local midnight, 0–1439. */
  @Column('smallint', { name: 'cutoff_minute' })
  cutoffMinute: number;

  @Column('text')
  language: 'zh-CN' | 'en';

  @Column('text', { name: 'sector_trees', array: true })
  sectorTrees: string[];

  @Column('text', { name: 'district_root' })
  districtRoot: string;

  @Column('text')
  approval: 'none' | 'any' | 'second-person';

  @Column('boolean', { name: 'quiet_week_note' })
  quietWeekNote: boolean;

  @Column('boolean', { name: 'is_sample' })
  isSample: boolean;

  /** Policies visible at or before this instant are not announced by the first edition. */
  @Column('timestamptz', { name: 'announces_from' })
  announcesFrom: Date;
}
