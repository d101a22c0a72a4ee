import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePolicySearch1795000000012 implements MigrationInterface {
  name = 'CreatePolicySearch1795000000012';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- filled by the application, which segments Chinese; search_key names the row version and segmentation they are of
      alter table policies
        add column search_title tsvector,
        add column search_words tsvector,
        add column search_key   text;
      create index policies_search on policies using gin (search_words) where status = 'published';
      create index policies_newest on policies (coalesce(published_on, '') desc, visible_at desc, id desc)
        where status = 'published';
      create index policies_closing on policies (application_closes_on) where status = 'published';
      create index policy_relations_related on policy_relations (related_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop index policy_relations_related; drop index policies_closing; drop index policies_newest;
      drop index policies_search;
      alter table policies drop column search_title, drop column search_words, drop column search_key;
    `);
  }
}
