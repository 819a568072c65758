//! Runs the calls of one plugin, in process or in a worker that is started when it is first needed.

use stratbook_plugin::abi::Entry;

use crate::in_process::InProcess;
use crate::permissions::Broker;
use crate::table::RawAnswer;
use crate::worker::{Payload, Worker};
use crate::{Failure, FailureKind, Installed, Isolation, Limits, WorkerCommand};

/// Where a plugin's code comes from.
#[derive(Clone)]
pub(crate) enum Source {
    /// It is part of this program and called in it.
    InProcess(Entry),
    /// It runs in a worker.
    Worker(WorkerCommand, Payload),
}

/// So often a plugin may take its process down in a run; then it is left alone.
const LIVES: u32 = 3;

pub(crate) struct Runner {
    id: String,
    source: Source,
    limits: Limits,
    in_process: Option<InProcess>,
    worker: Option<Worker>,
    isolation: Option<Isolation>,
    deaths: u32,
    /// Why it is not started any more.
    given_up: Option<Failure>,
}

impl Runner {
    pub(crate) fn new(source: Source, limits: Limits, plugin: &Installed) -> Self {
        Self {
            id: plugin.manifest.id.clone(),
            source,
            limits,
            in_process: None,
            worker: None,
            isolation: None,
            deaths: 0,
            given_up: None,
        }
    }

    /// How far its worker is kept apart; none before one was started.
    pub(crate) fn isolation(&self) -> Option<&Isolation> {
        self.isolation.as_ref()
    }

    pub(crate) fn call(
        &mut self,
        method: &str,
        request: &[u8],
        broker: &Broker<'_>,
    ) -> Result<RawAnswer, Failure> {
        if let Some(failure) = &self.given_up {
            return Err(failure.clone());
        }
        match self.source.clone() {
            Source::InProcess(entry) => {
                if self.in_process.is_none() {
                    self.in_process = Some(InProcess::start(entry, &self.id)?);
                }
                let Some(plugin) = &mut self.in_process else { unreachable!("it was started above") };
                plugin.call(method, request, self.limits.answer_bytes(), broker)
            }
            Source::Worker(command, payload) => self.call_worker(&command, &payload, method, request, broker),
        }
    }

    fn call_worker(
        &mut self,
        command: &WorkerCommand,
        payload: &Payload,
        method: &str,
        request: &[u8],
        broker: &Broker<'_>,
    ) -> Result<RawAnswer, Failure> {
        let worker = self.worker.take().filter(|worker| !worker.is_worn());
        let mut worker =
            match worker.map_or_else(|| Worker::start(&self.id, command, payload, self.limits), Ok) {
                Ok(worker) => worker,
                Err(failure) => return Err(self.died(failure)),
            };
        self.isolation = Some(worker.isolation().clone());
        match worker.call(method, request, broker) {
            Ok(answer) => {
                self.worker = Some(worker);
                Ok(answer)
            }
            Err(failure) => Err(self.died(failure)),
        }
    }

    /// Counts, and gives up where there is no hope.
    fn died(&mut self, failure: Failure) -> Failure {
        self.deaths += 1;
        if failure.kind == FailureKind::Unusable {
            // What cannot be loaded once cannot be loaded twice.
            self.given_up = Some(failure.clone());
        } else if self.deaths >= LIVES {
            let mut last = failure.clone();
            last.notes.insert(0, failure.message.clone());
            last.message =
                format!("the plugin `{}` is left out of this run, since it failed {LIVES} times", self.id);
            self.given_up = Some(last);
        }
        failure
    }
}
