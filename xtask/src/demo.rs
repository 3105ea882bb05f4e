//! `cargo xtask demo`: the kit, the sample feed and the partner pages, served by the program `ran`.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::Args;

use crate::kit;
use crate::run::{cargo_on_all, has, program, run, target};

/// How `demo` is asked for.
#[derive(Args)]
pub(crate) struct Options {
    /// The port on 127.0.0.1.
    #[arg(long, default_value_t = 8787)]
    port: u16,
    /// Do not open a browser.
    #[arg(long)]
    no_open: bool,
}

/// Builds what is out of date, serves it, and ends when the server does.
pub(crate) fn demo(options: &Options) -> Result<ExitCode> {
    // Said before minutes of building, not after.
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
    if options.port != 0 && TcpListener::bind(address).is_err() {
        bail!(
            "port {} is taken. Stop what listens there, or choose another: cargo xtask demo --port {}",
            options.port,
            options.port.wrapping_add(1)
        );
    }
    let kit = kit::build()?;
    println!("Compiling the server …");
    run(cargo_on_all("build").args(["--bin", "ran"]))?;

    let mut server = program(target().join("debug/ran"))
        .arg("serve")
        .args(["--port", &options.port.to_string()])
        .arg("--kit")
        .arg(kit)
        .args(["--feed", "demo/feed.json", "--pages", "demo"])
        // The form of the sample pages works: what it sends is in the target folder, and no mail goes out.
        .arg("--database")
        .arg(format!("sqlite:{}", target().join("demo-sign-ups.db").display()))
        .spawn()?;
    if !options.no_open && options.port != 0 && wait_until_it_answers(address) {
        open(&format!("http://{address}/"));
    }
    let status = server.wait()?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}

fn wait_until_it_answers(address: SocketAddr) -> bool {
    let deadline = Instant::now() + Duration::from_secs(10);
    while Instant::now() < deadline {
        if let Ok(mut stream) = TcpStream::connect_timeout(&address, Duration::from_millis(200)) {
            let asked = stream.write_all(b"GET /healthz HTTP/1.0\r\n\r\n").is_ok();
            let mut answer = [0; 12];
            if asked && stream.read_exact(&mut answer).is_ok() && answer.ends_with(b"200") {
                return true;
            }
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    false
}

/// A browser is a convenience: a machine without one has the address in its terminal.
fn open(address: &str) {
    for opener in ["xdg-open", "open"] {
        if has(opener) {
            let _ = program(opener).arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
            return;
        }
    }
}
