//! `ran serve`.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use axum::Router;
use tokio::sync::watch;

use super::{filled, print, variable};
use crate::Error;
use crate::feed::{Broken, whole};
use crate::journal;
use crate::serve::{Content, LONGEST_STOP, Server, StopSignals, logged, router};
use crate::sign_up::{DATABASE, Mail, Network, Options, Receiver, Webhook};

#[derive(clap::Args)]
pub(super) struct Serve {
    /// The address to listen on; 0.0.0.0 for every network of this machine.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: IpAddr,
    /// The port to listen on; 0 for any that is free.
    #[arg(long, value_name = "N", default_value_t = 8787)]
    port: u16,
    /// The folder of the built kit (pkg/dist).
    #[arg(long, value_name = "DIR")]
    kit: PathBuf,
    /// The feed. A changed file shows at the next request.
    #[arg(long, value_name = "FILE")]
    feed: PathBuf,
    /// The folder whose pages are shown at `/`.
    #[arg(long, value_name = "DIR")]
    pages: Option<PathBuf>,
    /// Write a line of JSON for each request to the standard error. No visitor's address is in it.
    #[arg(long)]
    log: bool,
    #[command(flatten)]
    sign_ups: SignUps,
}

/// The receiver of the sign-up forms. It runs when there is a database.
#[derive(clap::Args)]
#[command(next_help_heading = "Sign-ups")]
struct SignUps {
    /// Take sign-ups, and keep them at sqlite:PATH (which is made) or postgres://USER@HOST/NAME.
    ///
    /// Without an address they are kept where RAN_DATABASE says, or at sqlite:sign-ups.db.
    #[arg(long, value_name = "ADDRESS", env = filled("RAN_DATABASE"), hide_env_values = true)]
    database: Option<Option<String>>,
    /// Take forms from pages of this origin too (https://town.example.jp). May stand several times.
    #[arg(long, value_name = "ORIGIN", requires = "database")]
    allow_origin: Vec<String>,
    /// Believe X-Forwarded-For of this address or network (10.0.0.0/8). May stand several times.
    #[arg(long, value_name = "NETWORK", requires = "database")]
    trusted_proxy: Vec<Network>,
    /// Submissions a minute that one address may send, up to 15000; 0 for any number.
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = clap::value_parser!(u32).range(0..=15_000), requires = "database")]
    rate: u32,
    /// Mails an hour that one applicant's address may get, whoever fills it in; 0 for any number.
    #[arg(long, value_name = "N", default_value_t = 5, requires = "database")]
    mail_rate: u32,
    /// How hard the proof of work is: the zero bits that a page must find.
    #[arg(long, value_name = "BITS", default_value_t = 16, requires = "database", value_parser = clap::value_parser!(u32).range(0..=20))]
    difficulty: u32,
    /// How many seconds a form is filled in at least.
    #[arg(long, value_name = "N", default_value_t = 3, requires = "database")]
    minimum_seconds: u64,
    /// Send mail through smtps://USER@HOST:465 or smtp://USER@HOST:587?tls=required.
    ///
    /// The password is read from RAN_SMTP_PASSWORD. The server is greeted by the domain of --mail-from, or by the NAME of
    /// smtps://USER@HOST:465/NAME.
    #[arg(long, value_name = "URL", env = filled("RAN_SMTP"), hide_env_values = true, requires_all = ["mail_from", "database"])]
    smtp: Option<String>,
    /// Believe the mail server's certificate if one of this file (PEM) vouches for it: for a server of your own.
    #[arg(long, value_name = "FILE", requires = "smtp")]
    smtp_ca: Option<PathBuf>,
    /// In whose name mail is sent: "RAN <ran@example.jp>".
    #[arg(long, value_name = "ADDRESS", requires = "smtp")]
    mail_from: Option<String>,
    /// Tell this address of each sign-up. May stand several times.
    #[arg(long, value_name = "ADDRESS", requires = "smtp")]
    secretariat: Vec<String>,
    /// Tell a chat of each sign-up: an incoming webhook as Slack has it.
    #[arg(long, value_name = "URL", env = filled("RAN_WEBHOOK"), hide_env_values = true, requires = "database")]
    webhook: Option<String>,
    /// The wait after a failed delivery, in milliseconds; claims and rounds follow it. For tests.
    #[arg(long, value_name = "N", hide = true)]
    delivery_wait_ms: Option<u64>,
}

impl Serve {
    pub(super) fn run(self) -> Result<ExitCode, Error> {
        let Self { host, port, kit, feed, pages, log, sign_ups } = self;
        let runtime = tokio::runtime::Runtime::new()
            .map_err(|error| Error::with_source("the server's threads could not be started", error))?;
        let code = runtime.block_on(async {
            let receiver = sign_ups.options(feed.clone())?;
            if receiver.is_some() {
                // Nothing of what visitors fill in is in the log, whatever happens.
                journal::silence_panics();
            }
            let content = Content { kit, feed, pages };
            content.check()?;
            check_feed(&content.feed, receiver.is_some())?;
            if let Some(file) = receiver.as_ref().and_then(Options::file) {
                // Before it is made.
                content.check_apart(file)?;
            }
            // Taken first: a second start by mistake must not touch the outbox of the first.
            let server = Server::bind((host, port).into()).await?;
            let receiver = match receiver {
                Some(options) => Some(Receiver::start(options).await?),
                None => None,
            };
            let router = router(&content, receiver.as_ref())?;
            let router = if log { logged(router) } else { router };
            let signals = StopSignals::take()?;
            // Whoever wants no such line is served all the same.
            let _ = print(|out| writeln!(out, "Serving on {}", server.url()));
            Ok(until_stopped(server, router, receiver.as_ref(), signals).await)
        });
        // Not waiting for a chat that hangs: its message is delivered after the next start.
        runtime.shutdown_background();
        code
    }
}

/// Serves until a signal comes, and finishes what was begun; after a second signal, or a long wait, at once.
async fn until_stopped(
    server: Server,
    router: Router,
    receiver: Option<&Receiver>,
    mut signals: StopSignals,
) -> ExitCode {
    let (tell, told) = watch::channel(false);
    let heard = || {
        let mut told = told.clone();
        async move {
            let _ = told.wait_for(|stops| *stops).await;
        }
    };
    let orderly = async {
        let delivered = async {
            heard().await;
            if let Some(receiver) = receiver {
                receiver.finish().await;
            }
        };
        tokio::join!(server.run(router, heard()), delivered);
        if let Some(receiver) = receiver {
            receiver.close().await;
        }
    };
    let impatient = async {
        signals.next().await;
        tell.send_replace(true);
        // A second one: at once, and as if it had killed the process.
        let second = tokio::time::timeout(LONGEST_STOP, signals.next()).await;
        second.map_or(ExitCode::SUCCESS, |number| ExitCode::from(128 + number))
    };
    tokio::select! {
        () = orderly => ExitCode::SUCCESS,
        code = impatient => code,
    }
}

/// Reads the feed once: a mistake is told at the start. A page shows what is left of a feed that is cut off; forms need all.
fn check_feed(file: &Path, has_forms: bool) -> Result<(), Error> {
    match whole(file) {
        Err(Broken { code, .. }) if has_forms || code != Broken::CUT_OFF => Err(Error::new(format!(
            "the feed {0} cannot be used ({code}). See `ran feed check {0}`.",
            file.display()
        ))),
        _ => Ok(()),
    }
}

impl SignUps {
    fn options(self, feed: PathBuf) -> Result<Option<Options>, Error> {
        let Some(given) = self.database else {
            return Ok(None);
        };
        // The secretariat's commands look there too.
        let named = given.or_else(|| variable("RAN_DATABASE"));
        let database = named.unwrap_or_else(|| DATABASE.to_owned());
        let password = variable("RAN_SMTP_PASSWORD");
        let authorities = self.smtp_ca.as_ref().map(|file| {
            std::fs::read(file).map_err(|error| {
                let message =
                    format!("the certificates {} cannot be read. Look at --smtp-ca.", file.display());
                Error::with_source(message, error)
            })
        });
        let authorities = authorities.transpose()?;
        let mail = match (&self.smtp, &self.mail_from) {
            (Some(url), Some(from)) => {
                Some(Mail::new(url, password.as_deref(), authorities.as_deref(), from, &self.secretariat)?)
            }
            _ => None,
        };
        Ok(Some(Options {
            database,
            feed,
            origins: self.allow_origin,
            proxies: self.trusted_proxy,
            rate: self.rate,
            mail_rate: self.mail_rate,
            difficulty: self.difficulty,
            minimum: Duration::from_secs(self.minimum_seconds),
            mail,
            webhook: self.webhook.as_deref().map(Webhook::new).transpose()?,
            wait: self.delivery_wait_ms.map(Duration::from_millis),
        }))
    }
}
