import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { canonicalProfile, profileContent, type Profile } from './domain/profile.js';

/** A profile with its identifier. */
export interface StoredProfile extends Profile {
  readonly id: string;
}

/** Profiles, one row per distinct content. */
@Injectable()
export class ProfilesRepository {
  constructor(private readonly db: Database) {}

  /** The id of the one row with this content, made if it is new. */
  async idOf(profile: Profile, tx?: Transaction): Promise<string> {
    const content = canonicalProfile(profile);
    const hash = createHash('sha256').update(profileContent(content)).digest();
    const row = await this.db.row<{ id: string }>(
      `with made as (
         insert into profiles (id, content_hash, districts, sectors, levels, types)
         values ($1, $2, $3, $4, $5, $6) on conflict (content_hash) do nothing returning id)
       select id from made union all select id from profiles where content_hash = $2 limit 1`,
      [newId<'profile'>(), hash, content.districts, content.sectors, content.levels, content.types],
      tx,
    );
    return row?.id ?? (await this.idOf(profile, tx));
  }

  async byId(id: string, tx?: Transaction): Promise<StoredProfile | null> {
    return await this.db.row<StoredProfile>(
      'select id, districts, sectors, levels, types from profiles where id = $1',
      [id],
      tx,
    );
  }

  async byIds(ids: readonly string[], tx?: Transaction): Promise<StoredProfile[]> {
    return await this.db.rows<StoredProfile>(
      'select id, districts, sectors, levels, types from profiles where id = any($1) order by id',
      [ids],
      tx,
    );
  }
}
