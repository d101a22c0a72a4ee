import { Injectable } from '@nestjs/common';
import type { CanonicalMessage } from '../delivery/domain/canonical-message.js';
import { EnqueueMailService } from '../delivery/enqueue-mail.service.js';
import {
  AUTO_GENERATED,
  feedbackIdHeader,
  listIdHeader,
  oneClickHeaders,
} from '../delivery/domain/mail-headers.js';
import type { List } from '../lists/list.entity.js';
import type { Transaction } from '../platform/database/database.js';
import { placeholder } from '../platform/domain/placeholders.js';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import { NOTICE_FIELDS, NOTICE_LEAVE_LINKS, NOTICE_LINKS } from './domain/links.js';
import { type NoticeKind, noticeWords } from './domain/notice-words.js';

/** A transactional mail to one address. */
export interface Notice {
  readonly kind: NoticeKind;
  /** What its links are about: a subscription, or a change of address. */
  readonly reference: string;
  readonly address: string;
  readonly company: string;
  readonly language: 'zh-CN' | 'en';
  readonly requestedAt: Date;
  /** Lines of a box, e.g. the profile asked for. */
  readonly lines?: readonly string[];
  /** The new address of a change, as far as it may be told: `n***@film.example`. */
  readonly maskedAddress?: string;
}

/** Writes the mails that answer what a person did on the public pages. */
@Injectable()
export class NoticeMailService {
  constructor(
    private readonly mails: EnqueueMailService,
    private readonly templates: TemplateEngine,
  ) {}

  /** Joins the caller's transaction; returns the run to `wake` once it has committed. */
  async enqueue(notice: Notice, list: List, tx: Transaction): Promise<string> {
    return await this.mails.enqueue(
      {
        message: this.message(notice, list),
        datedAt: notice.requestedAt,
        address: notice.address,
        reference: notice.reference,
        fields: { company: notice.company, maskedAddress: notice.maskedAddress ?? '' },
        isSample: list.isSample,
      },
      tx,
    );
  }

  async wake(runId: string): Promise<void> {
    await this.mails.wake(runId);
  }

  private message(notice: Notice, list: List): CanonicalMessage {
    const { kind, language } = notice;
    const words = noticeWords({
      kind,
      language,
      requestedAt: notice.requestedAt,
      company: placeholder('company'),
      maskedAddress: placeholder('maskedAddress'),
      list,
    });
    const leaveUrl = placeholder(NOTICE_LEAVE_LINKS[kind]);
    const { html, text } = this.templates.renderMail('notice', {
      ...words,
      language,
      list,
      lines: notice.lines ?? [],
      actionUrl: placeholder(NOTICE_LINKS[kind]),
      leaveUrl,
    });
    return {
      kind,
      language,
      from: { name: list.senderName, address: list.fromAddress },
      replyTo: list.replyTo,
      subject: words.subject,
      html,
      text,
      headers: [
        ...oneClickHeaders(leaveUrl),
        listIdHeader(list.slug, list.fromAddress),
        feedbackIdHeader('request', list.slug, kind),
        AUTO_GENERATED,
      ],
      fields: NOTICE_FIELDS,
      webView: null,
    };
  }
}
