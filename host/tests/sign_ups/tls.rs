//! A certificate authority of one's own, for mail and for PostgreSQL.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use tempfile::TempDir;

use crate::postgres::Cluster;
use crate::service::{Page, Place, Service, name, wait_for};
use crate::smtp::{MailServer, Mood};

/// Makes `ca.pem`, and `server.pem` with `server.key` for localhost that it vouches for.
fn certify(folder: &Path) {
    let openssl = |arguments: &str| {
        let status = Command::new("openssl")
            .args(arguments.split(' '))
            .current_dir(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("openssl. On Debian: sudo apt-get install openssl");
        assert!(status.success(), "openssl {arguments}");
    };
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
    openssl(&format!("req -x509 {key} -days 2 -subj /CN=Sample -keyout ca.key -out ca.pem"));
    openssl(&format!("req -new {key} -subj /CN=localhost -keyout server.key -out server.csr"));
    std::fs::write(folder.join("names"), "subjectAltName=DNS:localhost\n").expect("a file");
    openssl(
        "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out server.pem",
    );
}

fn encrypted(
    folder: &Path,
) -> impl Fn(TcpStream) -> io::Result<StreamOwned<ServerConnection, TcpStream>> + Clone + use<> {
    let chain = CertificateDer::pem_file_iter(folder.join("server.pem")).expect("a certificate");
    let chain = chain.collect::<Result<Vec<_>, _>>().expect("a certificate");
    let key = PrivateKeyDer::from_pem_file(folder.join("server.key")).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config =
        ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().expect("TLS");
    let config = Arc::new(config.with_no_client_auth().with_single_cert(chain, key).expect("a pair"));
    move |stream| {
        let connection = ServerConnection::new(Arc::clone(&config)).map_err(io::Error::other)?;
        Ok(StreamOwned::new(connection, stream))
    }
}

#[test]
fn a_mail_server_of_ones_own_is_believed_when_it_is_said() {
    let (mine, other) = (TempDir::new().expect("a folder"), TempDir::new().expect("a folder"));
    certify(mine.path());
    certify(other.path());
    let mail = MailServer::start_over(
        SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        Mood::Obedient,
        encrypted(mine.path()),
    );
    let place = Place::sqlite();
    let url = format!("smtps://localhost:{}", mail.port());
    let with = |authority: Option<&Path>| {
        let mut arguments = vec!["--smtp", &url, "--mail-from", "ran@example.jp"];
        let file = authority.map(|folder| folder.join("ca.pem").display().to_string());
        if let Some(file) = &file {
            arguments.extend(["--smtp-ca", file]);
        }
        Service::start(&place, &arguments)
    };
    let service = with(None);
    let page = Page::of(&service);
    let receipt = page.send(&name(), &page.ready(&[])).receipt();
    let says = |words: &str| {
        wait_for(words, || place.printed(&["show", &receipt]).contains(words).then_some(()));
    };
    says("（smtp encryption）");
    drop(service);
    let service = with(Some(other.path()));
    place.printed(&["retry"]);
    wait_for("an attempt", || service.log().contains("smtp encryption").then_some(()));
    says("（smtp encryption）");
    drop(service);
    let _service = with(Some(mine.path()));
    place.printed(&["retry"]);
    says("delivered、");
    assert_eq!(mail.letters().len(), 1);
}

#[test]
fn postgresql_is_believed_by_its_certificate() {
    let (mine, other) = (TempDir::new().expect("a folder"), TempDir::new().expect("a folder"));
    certify(mine.path());
    certify(other.path());
    let cluster = Cluster::start_with(|folder| {
        for file in ["server.pem", "server.key"] {
            std::fs::copy(mine.path().join(file), folder.join(file)).expect("a copy");
        }
        let file = |name: &str| folder.join(name).display().to_string();
        vec![
            "ssl=on".to_owned(),
            format!("ssl_cert_file={}", file("server.pem")),
            format!("ssl_key_file={}", file("server.key")),
        ]
    });
    let address = cluster.database();
    let with = |host: &str, authority: Option<&Path>| {
        let authority = authority.map(|folder| format!("&sslrootcert={}", folder.join("ca.pem").display()));
        let address = address.replace("127.0.0.1", host);
        Place::at(format!("{address}?sslmode=verify-full{}", authority.unwrap_or_default()))
    };
    let place = with("localhost", Some(mine.path()));
    let service = Service::start(&place, &[]);
    let page = Page::of(&service);
    page.send(&name(), &page.ready(&[])).receipt();
    assert_eq!(place.count(), 1);
    let error = with("localhost", Some(Path::new("/nowhere"))).ran(&["list"]).stderr;
    let error = String::from_utf8_lossy(&error);
    assert!(error.contains("a file that its address names cannot be read. Look at sslrootcert"), "{error}");
    for (place, expected) in [
        (with("localhost", None), "UnknownIssuer"),
        (with("localhost", Some(other.path())), "invalid peer certificate"),
        (with("127.0.0.1", Some(mine.path())), "not valid for name"),
    ] {
        let error = String::from_utf8_lossy(&place.ran(&["list"]).stderr).into_owned();
        assert!(error.contains("its certificate is not believed") && error.contains(expected), "{error}");
    }
}
