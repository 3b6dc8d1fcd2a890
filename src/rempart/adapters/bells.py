"""Bells over SMTP and HTTP. A way that does not answer says so within seconds; whoever rings tries again later."""

import hmac
import json
import smtplib
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from hashlib import sha256

import httpx

from rempart.ports.alarming import Alarm

_TIMEOUT_S = 5.0


@dataclass(frozen=True, slots=True)
class MailBell:
    """The `Bell` port over SMTP: one message to all, so that each sees who else was woken.

    `security` is ``starttls`` (the certificate is checked), ``tls`` or ``none`` (a server on this very machine).
    """

    host: str
    port: int
    sender: str
    security: str = "starttls"
    user: str = ""
    password: str = ""
    channel: str = "mail"

    def list_recipients(self, addresses: Sequence[str]) -> tuple[str, ...]:
        """Each address once."""
        return tuple(dict.fromkeys(addresses))

    def ring(self, alarm: Alarm, recipients: Sequence[str]) -> Mapping[str, str]:
        """Hand the message over; the server may refuse some recipients or all."""
        message = EmailMessage()
        message["Subject"] = alarm.subject
        message["From"] = self.sender
        message["To"] = ", ".join(recipients)
        message["X-Priority"] = "1"
        message.set_content(f"{alarm.text}\n\n{alarm.url}\n")
        try:
            with self._open() as server:
                refused = server.send_message(message, from_addr=self.sender, to_addrs=list(recipients))
        except smtplib.SMTPRecipientsRefused as error:
            refused = error.recipients
        except (smtplib.SMTPException, OSError, ValueError) as error:
            return dict.fromkeys(recipients, f"{self.host}:{self.port} did not take the mail ({error})")
        return {name: f"refused by {self.host} ({code})" for name, (code, _said) in refused.items()}

    def _open(self) -> smtplib.SMTP:
        if self.security == "tls":
            context = ssl.create_default_context()
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=_TIMEOUT_S, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=_TIMEOUT_S)
        if self.security == "starttls":
            server.starttls(context=ssl.create_default_context())
        if self.user:
            server.login(self.user, self.password)
        return server


@dataclass(frozen=True, slots=True)
class WebhookBell:
    """The `Bell` port over HTTP: a POST of JSON, signed with HMAC-SHA256 where there is a `key`."""

    urls: tuple[str, ...]
    key: bytes = b""
    channel: str = "webhook"

    def list_recipients(self, addresses: Sequence[str]) -> tuple[str, ...]:  # noqa: ARG002 (it knows its own)
        """Its own addresses."""
        return self.urls

    def ring(self, alarm: Alarm, recipients: Sequence[str]) -> Mapping[str, str]:
        """POST to each; any answer of the 200 family is one."""
        facts = {"kind": alarm.kind, "order": alarm.order_id, "at": alarm.at.isoformat()}
        body = json.dumps(facts | {"subject": alarm.subject, "text": alarm.text, "url": alarm.url}).encode()
        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Rempart-Signature"] = f"sha256={hmac.new(self.key, body, sha256).hexdigest()}"
        missed = {}
        with httpx.Client(timeout=_TIMEOUT_S, trust_env=False) as client:
            for url in recipients:
                try:
                    answer = client.post(url, content=body, headers=headers)
                except (httpx.HTTPError, httpx.InvalidURL) as error:
                    missed[url] = f"it did not answer ({error})"
                    continue
                if not answer.is_success:
                    missed[url] = f"it answered {answer.status_code}"
        return missed
