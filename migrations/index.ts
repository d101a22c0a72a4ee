import { CreateTaxonomy1795000000001 } from './1795000000001-create-taxonomy.js';
import { CreateLists1795000000002 } from './1795000000002-create-lists.js';
import { CreatePolicies1795000000003 } from './1795000000003-create-policies.js';
import { CreateDelivery1795000000004 } from './1795000000004-create-delivery.js';
import { CreateProfiles1795000000005 } from './1795000000005-create-profiles.js';
import { CreateBulletins1795000000006 } from './1795000000006-create-bulletins.js';
import { CreateSubscribers1795000000007 } from './1795000000007-create-subscribers.js';
import { CreateEditions1795000000008 } from './1795000000008-create-editions.js';
import { CreateRequestBudgets1795000000009 } from './1795000000009-create-request-budgets.js';
import { CreateDeliveryControls1795000000011 } from './1795000000011-create-delivery-controls.js';
import { CreateAdmins1795000000010 } from './1795000000010-create-admins.js';
import { CreatePolicySearch1795000000012 } from './1795000000012-create-policy-search.js';
import { CreateReviews1795000000016 } from './1795000000016-create-reviews.js';
import { CreateLexicon1795000000017 } from './1795000000017-create-lexicon.js';
import { HoldUnusualEditions1795000000021 } from './1795000000021-hold-unusual-editions.js';
import { CompleteReviews1795000000025 } from './1795000000025-complete-reviews.js';
import { IndexUnpublishedPolicies1795000000026 } from './1795000000026-index-unpublished-policies.js';
import { SpeedConsoleLists1795000000024 } from './1795000000024-speed-console-lists.js';
import { SpeedPublicReading1795000000020 } from './1795000000020-speed-public-reading.js';
import { CreateAddressChanges1795000000018 } from './1795000000018-create-address-changes.js';
import { CreateLeavingReasons1795000000019 } from './1795000000019-create-leaving-reasons.js';
import { CountConfigurationFaults1795000000014 } from './1795000000014-count-configuration-faults.js';
import { NarrowWorkingIndex1795000000013 } from './1795000000013-narrow-working-index.js';

/** In the order they run; one change each, never edited after they land. */
export const MIGRATIONS = [
  CreateTaxonomy1795000000001,
  CreateLists1795000000002,
  CreatePolicies1795000000003,
  CreateDelivery1795000000004,
  CreateProfiles1795000000005,
  CreateBulletins1795000000006,
  CreateSubscribers1795000000007,
  CreateEditions1795000000008,
  CreateRequestBudgets1795000000009,
  CreateDeliveryControls1795000000011,
  CreateAdmins1795000000010,
  CreatePolicySearch1795000000012,
  CreateReviews1795000000016,
  CreateLexicon1795000000017,
  SpeedPublicReading1795000000020,
  CreateAddressChanges1795000000018,
  CreateLeavingReasons1795000000019,
  HoldUnusualEditions1795000000021,
  NarrowWorkingIndex1795000000013,
  CountConfigurationFaults1795000000014,
  SpeedConsoleLists1795000000024,
  CompleteReviews1795000000025,
  IndexUnpublishedPolicies1795000000026,
];
