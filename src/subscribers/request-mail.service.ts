import { Injectable } from '@nestjs/common';
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
import { CONFIRMATION_HOURS } from './domain/confirmation.js';
import { REQUEST_MAIL_FIELDS } from './domain/links.js';
import { requestMailWords } from './domain/request-mail-words.js';

/** What a mail in answer to a form is about. */
export interface AnsweredRequest {
  readonly subscriptionId: string;
  readonly address: string;
  readonly company: string;
  readonly language: 'zh-CN' | 'en';
  readonly profileLines: readonly string[];
  readonly requestedAt: Date;
  /** The subscription is active already: the mail leads to its preferences instead of a confirmation. */
  readonly isActive: boolean;
}

/** Writes the one mail that answers a subscription form. */
@Injectable()
export class RequestMailService {
  constructor(
    private readonly mails: EnqueueMailService,
    private readonly templates: TemplateEngine,
  ) {}

  /** Joins the caller's transaction; returns the run to `wake` once it has committed. */
  async enqueue(request: AnsweredRequest, list: List, tx: Transaction): Promise<string> {
    const { language } = request;
    const words = requestMailWords(request, list);
    const { html, text } = this.templates.renderMail('confirm-subscription', {
      ...words,
      language,
      list,
      company: placeholder('company'),
      profileLines: request.profileLines,
      expiresHours: CONFIRMATION_HOURS,
      isActive: request.isActive,
      actionUrl: placeholder(request.isActive ? 'preferencesUrl' : 'confirmUrl'),
      leaveUrl: placeholder('leaveUrl'),
    });
    const message = {
      kind: request.isActive ? 'already-subscribed' : 'confirmation',
      language,
      from: { name: list.senderName, address: list.fromAddress },
      replyTo: list.replyTo,
      subject: words.subject,
      html,
      text,
      headers: [
        ...oneClickHeaders(placeholder('leaveUrl')),
        listIdHeader(list.slug, list.fromAddress),
        feedbackIdHeader('request', list.slug, 'confirmation'),
        AUTO_GENERATED,
      ],
      fields: REQUEST_MAIL_FIELDS,
      webView: null,
    };
    return await this.mails.enqueue(
      {
        message,
        datedAt: request.requestedAt,
        address: request.address,
        reference: request.subscriptionId,
        fields: { company: request.company },
        isSample: list.isSample,
      },
      tx,
    );
  }

  async wake(runId: string): Promise<void> {
    await this.mails.wake(runId);
  }
}
