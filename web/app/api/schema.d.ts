/** Written by scripts/api-docs.ts from the API's routes. */
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccessReviews: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                system: string;
                accounts?: number | null;
                removed?: number | null;
                completedOn?: string | null;
                notes?: string | null;
            };
        };
        Assets: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                /** @enum {string} */
                kind: "device" | "account" | "repository" | "database" | "network" | "other";
                classification?: ("public" | "internal" | "confidential" | "personal") | null;
                notes?: string | null;
            };
        };
        ChangedMany: {
            readonly changed: {
                index: number;
                code: string;
                version: number;
            }[];
            readonly refused: {
                index: number;
                code: string;
                detail: string;
            }[];
        };
        Comment: {
            /** Format: uuid */
            id: string;
            at: string;
            by: components["schemas"]["Person"];
            text: string;
        };
        CommentInput: {
            text: string;
            mentions?: string[];
        };
        Comments: {
            items: components["schemas"]["Comment"][];
            earlier: boolean;
        };
        Commitments: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                /** @enum {string} */
                kind: "commitment" | "requirement";
                category?: ("security" | "availability" | "processing-integrity" | "confidentiality" | "privacy") | null;
                madeIn?: string | null;
                description?: string | null;
            };
        };
        ComplementaryControls: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                criteria?: string[] | null;
                description?: string | null;
            };
        };
        Controls: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                statement: string;
                criteria: string[];
                /** @enum {string} */
                frequency: "continuous" | "multiple-per-day" | "daily" | "weekly" | "semi-monthly" | "monthly" | "quarterly" | "semi-annual" | "annual" | "event-driven";
                nature?: ("manual" | "automated" | "it-dependent-manual") | null;
                type?: ("preventive" | "detective" | "corrective") | null;
                department?: string | null;
                organization?: string[] | null;
                origin?: string | null;
                exceptionPath?: string | null;
                evidenceExpected?: string | null;
                design?: ("suitable" | "to-be-improved") | null;
                designWhy?: string | null;
            };
        };
        CrossedDocument: {
            /** Format: uuid */
            engagement: string;
            /** Format: uuid */
            thread: string;
            /** @enum {string} */
            kind: "engagement-letter" | "change-of-terms" | "scope" | "control-list" | "description" | "assertion" | "representations";
            subject: string;
            title: string;
            version: number;
            /** @enum {string} */
            from: "management" | "firm";
            state: string;
            sha256: string;
            sentAt: string;
            deliveredAt: string | null;
            signed: {
                at: string;
                name: string;
                title: string;
                words: string;
            } | null;
            latest: boolean;
            acts: ("proposal" | "agreement" | "refusal" | "request" | "finding" | "withdrawal" | "answer" | "recall" | "acceptance" | "return" | "acknowledgement" | "response" | "closing" | "message" | "document" | "signature")[];
        };
        DataClasses: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                boundary?: ("inside" | "outside") | null;
                classification?: ("public" | "internal" | "confidential" | "personal") | null;
                keptIn?: string[] | null;
                retention?: string | null;
                uses?: string[] | null;
                description?: string | null;
            };
        };
        DirectoryGroup: {
            /** Format: uuid */
            id: string;
            name: string;
            members: number;
            roles: string[];
            version: number;
        };
        Engagement: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "proposed" | "agreed" | "refused";
            /** @enum {string} */
            proposedBy: "management" | "firm";
            /** @enum {string} */
            type: "soc2-type1" | "soc2-type2";
            periodStart: string | null;
            periodEnd: string;
            title: string;
            partner: string | null;
            partnerId: string | null;
            proposedAt: string;
            outside: boolean;
        };
        EngagementFile: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            step: string | null;
            client: string | null;
            system: string | null;
            type: string | null;
            asOf: string | null;
            from: string | null;
            to: string | null;
            /** @enum {string} */
            role: "engagement-partner" | "manager" | "senior" | "staff" | "specialist" | "eq-reviewer" | "independence-officer";
            openedAt: string;
        };
        EngagementFileOverview: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            step: string | null;
            client: string | null;
            system: string | null;
            type: string | null;
            asOf: string | null;
            from: string | null;
            to: string | null;
            /** @enum {string} */
            role: "engagement-partner" | "manager" | "senior" | "staff" | "specialist" | "eq-reviewer" | "independence-officer";
            openedAt: string;
            heldFrom: string | null;
            notLead: string | null;
            exchange: string | null;
            documents: components["schemas"]["CrossedDocument"][];
            criteria: string[];
            steps: {
                name: string;
                /** @enum {string} */
                state: "done" | "open" | "blocked";
                fact: string;
            }[];
            moves: {
                to: string;
                /** @enum {string} */
                kind: "gate" | "view" | "end" | "back";
                name: string | null;
                actors: string[];
                mine: boolean;
                conditions: {
                    id: string;
                    says: string;
                    source: string;
                    holds: boolean;
                    fact: string;
                    papers: {
                        kind: string;
                        subject: string;
                    }[];
                }[];
            }[];
            team: {
                /** Format: uuid */
                personId: string;
                /** @enum {string} */
                role: "engagement-partner" | "manager" | "senior" | "staff" | "specialist" | "eq-reviewer" | "independence-officer";
                since: string;
                confirmed: boolean;
            }[];
            papers: {
                kind: string;
                subject: string;
                title: string | null;
                /** @enum {string} */
                state: "missing" | "draft" | "prepared" | "reviewed" | "approved";
                stale: boolean;
                version: number;
                at: string | null;
                by: string | null;
                open: number;
                signed: {
                    /** @enum {string} */
                    level: "prepared" | "reviewed" | "approved";
                    /** Format: uuid */
                    by: string;
                }[];
            }[];
        };
        Engagements: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                type?: ("soc2-type1" | "soc2-type2") | null;
                asOf?: string | null;
                from?: string | null;
                to?: string | null;
                security?: boolean | null;
                availability?: boolean | null;
                processingIntegrity?: boolean | null;
                confidentiality?: boolean | null;
                privacy?: boolean | null;
                firm?: string | null;
                notes?: string | null;
            };
        };
        EvidenceItem: {
            /** Format: uuid */
            id: string;
            code: string;
            /** @enum {string} */
            state: "draft" | "ready" | "quarantined" | "recalled";
            name: string;
            source: {
                system: string;
                collector: string | null;
                query: string | null;
                account: string | null;
            } | null;
            mediaType: {
                type: string;
                inner: string | null;
                encoding: string | null;
            };
            size: number;
            sha256: string;
            periodStart: string | null;
            periodEnd: string | null;
            freshUntil: string | null;
            collectedAt: string;
            uploadedAt: string;
            /** Format: uuid */
            uploadedBy: string;
            readonly links: {
                register: string;
                code: string;
            }[];
            readonly findings: {
                /** @enum {string} */
                kind: "private-key" | "cloud-key" | "token" | "email" | "iban" | "card" | "type-mismatch" | "executable" | "macro" | "script" | "formula" | "archive-explodes" | "archive-escapes" | "archive-locked" | "archive-unreadable" | "archive-nested" | "not-scanned";
                count: number;
                readonly places: string[];
            }[];
            replaces: string | null;
            replacedBy: string | null;
            version: number;
            changedAt: string;
            receipt: {
                index: number;
                digest: string;
            };
        };
        Findings: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                /** @enum {string} */
                kind: "design-deficiency" | "not-implemented" | "operating-deviation" | "description-misstatement" | "scope-limitation" | "noncompliance-or-fraud" | "observation";
                criteria?: string[] | null;
                fact: string;
                extent?: string | null;
                notes?: string | null;
            };
        };
        History: {
            items: {
                version: number;
                at: string;
                by: components["schemas"]["Person"];
                why: string | null;
                changes: {
                    field: string;
                    before: unknown;
                    after: unknown;
                }[];
                receipt: {
                    index: number;
                    digest: string;
                };
            }[];
        };
        ImportCounts: {
            create: number;
            change: number;
            none: number;
            refused: number;
        };
        ImportPreview: {
            readonly columns: {
                header: string;
                name: string | null;
                readonly samples: string[];
            }[];
            readonly targets: {
                name: string;
                header: string;
            }[];
            counts: components["schemas"]["ImportCounts"];
            readonly rows: {
                row: number;
                code: string;
                title: string;
                /** @enum {string} */
                does: "create" | "change" | "none" | "refused";
                readonly changes: {
                    column: string;
                    before: string;
                    after: string;
                }[];
                readonly problems: {
                    column: string;
                    sentence: string;
                }[];
            }[];
            plan: string;
        };
        Incidents: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                /** @enum {string} */
                severity: "low" | "medium" | "high" | "critical";
                occurredOn?: string | null;
                detectedOn: string;
                resolvedOn?: string | null;
                affectedCommitment?: boolean | null;
                disclosed?: boolean | null;
                description?: string | null;
                cause?: string | null;
                criteria?: string[] | null;
            };
        };
        Infrastructure: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                boundary?: ("inside" | "outside") | null;
                provider?: string | null;
                location?: string | null;
                uses?: string[] | null;
                description?: string | null;
            };
        };
        Job: {
            /** Format: uuid */
            id: string;
            kind: string;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed" | "cancelled";
            /** Format: uuid */
            byPerson: string;
            done: number;
            total: number | null;
            line: string | null;
            cancelAsked: boolean;
            attempts: number;
            retryOf: string | null;
            createdAt: string;
            startedAt: string | null;
            endedAt: string | null;
            problem: {
                code: string;
                sentence: string;
                next: string | null;
            } | null;
            version: number;
        };
        Letter: {
            title: string;
            paragraphs: {
                id: string;
                heading: string | null;
                text: string[];
                points: string[];
                rests: {
                    register: string;
                    code: string;
                    title: string;
                }[];
            }[];
        };
        LettersReady: {
            number: number;
            digest: string;
            at: string;
            by: string;
            stands: boolean;
        };
        Locations: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                boundary?: ("inside" | "outside") | null;
                country?: string | null;
                uses?: string[] | null;
                description?: string | null;
            };
        };
        ManyRecords: {
            /** Format: uuid */
            id: string;
            version: number;
        }[];
        PagePicture: {
            pages: number;
            width: number;
            height: number;
            png: string;
        };
        Pairing: {
            own: {
                card: string;
                fingerprint: string;
            };
            partner: {
                fingerprint: string;
                engagement: string;
                confirmedAt: string;
                held: number | null;
            } | null;
        };
        People: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                email?: string | null;
                department?: string | null;
                role?: string | null;
                engagement?: ("employee" | "contractor" | "intern") | null;
                hiredOn?: string | null;
                leftOn?: string | null;
            };
        };
        PeopleGroups: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                boundary?: ("inside" | "outside") | null;
                uses?: string[] | null;
                description?: string | null;
            };
        };
        Person: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        PlannedPackage: {
            readonly rows: {
                row: number;
                id: string;
                reference: string;
                title: string;
                does: ("proposal" | "agreement" | "refusal" | "request" | "finding" | "withdrawal" | "answer" | "recall" | "acceptance" | "return" | "acknowledgement" | "response" | "closing" | "message" | "document" | "signature") | null;
                text: string;
                readonly files: {
                    name: string;
                    size: number;
                    sha256: string;
                }[];
                readonly problems: string[];
            }[];
            signed: number | null;
        };
        Policies: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                text?: string | null;
                criteria?: string[] | null;
                approvedBy?: string | null;
                approvedOn?: string | null;
                acknowledgedBy?: ("everybody" | "employees" | "programme" | "engineering" | "administrators" | "nobody") | null;
                readers?: string | null;
                readUntil?: string | null;
            };
        };
        Questionnaires: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                text?: string | null;
                questions: string;
                acknowledgedBy?: ("everybody" | "employees" | "programme") | null;
                readUntil?: string | null;
            };
        };
        ReadDocument: {
            /** Format: uuid */
            engagement: string;
            /** Format: uuid */
            thread: string;
            /** @enum {string} */
            kind: "engagement-letter" | "change-of-terms" | "scope" | "control-list" | "description" | "assertion" | "representations";
            subject: string;
            title: string;
            version: number;
            /** @enum {string} */
            from: "management" | "firm";
            state: string;
            sha256: string;
            sentAt: string;
            deliveredAt: string | null;
            signed: {
                at: string;
                name: string;
                title: string;
                words: string;
            } | null;
            latest: boolean;
            acts: ("proposal" | "agreement" | "refusal" | "request" | "finding" | "withdrawal" | "answer" | "recall" | "acceptance" | "return" | "acknowledgement" | "response" | "closing" | "message" | "document" | "signature")[];
            promise: {
                before: string;
                after: string;
            } | null;
            document: {
                /** @enum {string} */
                kind: "engagement-letter" | "change-of-terms" | "scope" | "control-list" | "description" | "assertion" | "representations";
                subject: string;
                title: string;
                version: number;
                approved: string | null;
                sections: {
                    heading: string | null;
                    paragraphs: string[];
                }[];
                controls?: {
                    code: string;
                    title: string;
                    statement: string;
                    frequency: string;
                    criteria: string[];
                }[];
            };
            items: components["schemas"]["Sent"][];
        };
        ReceivedFindings: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                /** @enum {string} */
                kind: "design-deficiency" | "not-implemented" | "operating-deviation" | "description-misstatement" | "scope-limitation" | "noncompliance-or-fraud" | "observation";
                criteria?: string[] | null;
                fact: string;
                extent?: string | null;
                firm?: string | null;
                reference?: string | null;
                plan?: string | null;
                notes?: string | null;
            };
        };
        ReceivedRequests: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                asks: string;
                criteria?: string[] | null;
                from?: string | null;
                to?: string | null;
                firm?: string | null;
                reference?: string | null;
                notes?: string | null;
            };
        };
        Remediation: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                gap?: string | null;
                control?: string[] | null;
                criteria?: string[] | null;
                progress?: string | null;
            };
        };
        Requests: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                asks: string;
                criteria?: string[] | null;
                from?: string | null;
                to?: string | null;
                notes?: string | null;
            };
        };
        Risks: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                description?: string | null;
                /** @enum {string} */
                likelihood: "rare" | "unlikely" | "possible" | "likely" | "almost-certain";
                /** @enum {string} */
                impact: "low" | "medium" | "high" | "critical";
                treatment?: ("mitigate" | "transfer" | "avoid" | "accept") | null;
                controls?: string[] | null;
                fraud?: boolean | null;
                criteria?: string[] | null;
                reviewedOn?: string | null;
            };
        };
        Sent: {
            /** Format: uuid */
            id: string;
            sequence: number;
            /** @enum {string} */
            kind: "proposal" | "agreement" | "refusal" | "request" | "finding" | "withdrawal" | "answer" | "recall" | "acceptance" | "return" | "acknowledgement" | "response" | "closing" | "message" | "document" | "signature";
            /** @enum {string} */
            from: "management" | "firm";
            sentAt: string;
            deliveredAt: string | null;
            readAt: string | null;
            recalled: boolean;
            digest: string;
            content: {
                salt: string;
                organization: string;
                role: string;
                text: string | null;
                about: {
                    title: string;
                    reference: string;
                    dueOn: string | null;
                    criteria?: string[];
                    asks?: string;
                    from?: string | null;
                    to?: string | null;
                    /** @enum {string} */
                    kind?: "design-deficiency" | "not-implemented" | "operating-deviation" | "description-misstatement" | "scope-limitation" | "noncompliance-or-fraud" | "observation";
                    fact?: string;
                    extent?: string | null;
                } | null;
                evidence: {
                    number: number;
                    name: string;
                    system: string | null;
                    collector: string | null;
                    query: string | null;
                    mediaType: string;
                    size: number;
                    sha256: string;
                    periodStart: string | null;
                    periodEnd: string | null;
                    collectedAt: string;
                }[];
                signature?: {
                    name: string;
                    title: string;
                    words: string;
                    document: string;
                };
            };
        };
        Services: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                boundary?: ("inside" | "outside") | null;
                users?: string | null;
                uses?: string[] | null;
                description?: string | null;
            };
        };
        Software: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                boundary?: ("inside" | "outside") | null;
                origin?: ("own" | "bought" | "open-source") | null;
                runsOn?: string[] | null;
                uses?: string[] | null;
                description?: string | null;
            };
        };
        SpecialAccounts: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                account: string;
                /** @enum {string} */
                kind: "automation" | "emergency";
                system: string;
                purpose: string;
                review?: string | null;
                control?: string[] | null;
            };
        };
        SubserviceLetters: {
            code: string;
            title: string;
            assertion: components["schemas"]["Letter"];
            representations: components["schemas"]["Letter"];
        };
        SubserviceOrganizations: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                /** @enum {string} */
                method: "carve-out" | "inclusive";
                services: string;
                expectedControls?: string | null;
                uses?: string[] | null;
                criteria?: string[] | null;
                monitoredBy?: string[] | null;
            };
        };
        SystemChanges: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                changedOn: string;
                description?: string | null;
            };
        };
        SystemProcedures: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                boundary?: ("inside" | "outside") | null;
                uses?: string[] | null;
                description?: string | null;
            };
        };
        Tasks: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                about?: string[] | null;
                priority?: ("low" | "medium" | "high") | null;
                notes?: string | null;
            };
        };
        Thread: {
            engagement: string | null;
            state: string;
            readonly acts: ("proposal" | "agreement" | "refusal" | "request" | "finding" | "withdrawal" | "answer" | "recall" | "acceptance" | "return" | "acknowledgement" | "response" | "closing" | "message" | "document" | "signature")[];
            readonly items: components["schemas"]["Sent"][];
        };
        Training: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                audience?: string | null;
                completed?: number | null;
                required?: number | null;
                notes?: string | null;
            };
        };
        Upload: {
            /** Format: uuid */
            id: string;
            name: string;
            size: number;
            sha256: string;
            partBytes: number;
            count: number;
            readonly parts: number[];
            evidence: string | null;
            createdAt: string;
            expiresAt: string;
        };
        Vendors: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                service?: string | null;
                /** @enum {string} */
                criticality: "low" | "medium" | "high" | "critical";
                dataShared?: ("none" | "internal" | "confidential" | "personal") | null;
                reportHeld?: string | null;
                reviewedOn?: string | null;
                notes?: string | null;
            };
        };
        View: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            personId: string;
            mine: boolean;
            name: string;
            where: {
                state?: string;
                only?: string;
                q?: string;
                sort?: string;
                fresh?: string;
                kind?: string;
                columns?: string[];
            };
            shared: boolean;
            isDefault: boolean;
            version: number;
        };
        Vulnerabilities: {
            /** Format: uuid */
            id: string;
            code: string;
            state: string;
            ownerId: string | null;
            dueOn: string | null;
            effectiveFrom: string | null;
            effectiveTo: string | null;
            version: number;
            changedAt: string;
            content: {
                title: string;
                /** @enum {string} */
                severity: "low" | "medium" | "high" | "critical";
                asset?: string | null;
                detectedOn?: string | null;
                fixedOn?: string | null;
                notes?: string | null;
            };
        };
        WaitingInFile: {
            /** Format: uuid */
            id: string;
            code: string;
            client: string | null;
            state: string;
            papers: {
                kind: string;
                subject: string;
                title: string | null;
                /** @enum {string} */
                why: "sign" | "write" | "answer" | "clear";
                level: ("prepared" | "reviewed" | "approved") | null;
            }[];
            moves: {
                to: string;
                kind: string;
            }[];
        };
        Workpaper: {
            kind: string;
            subject: string;
            title: string | null;
            /** @enum {string} */
            state: "missing" | "draft" | "prepared" | "reviewed" | "approved";
            stale: boolean;
            version: number;
            at: string | null;
            by: string | null;
            open: number;
            signed: {
                /** @enum {string} */
                level: "prepared" | "reviewed" | "approved";
                /** Format: uuid */
                by: string;
            }[];
            content: {
                [key: string]: string | number | boolean | string[] | null;
            };
            signOffs: {
                version: number;
                /** @enum {string} */
                level: "prepared" | "reviewed" | "approved";
                by: {
                    /** Format: uuid */
                    id: string;
                    name: string;
                };
                /** @enum {string} */
                role: "engagement-partner" | "manager" | "senior" | "staff" | "specialist" | "eq-reviewer" | "independence-officer";
                at: string;
                words: string;
                receipt: {
                    index: number;
                    digest: string;
                };
            }[];
            notes: {
                /** Format: uuid */
                id: string;
                version: number;
                at: string;
                by: {
                    /** Format: uuid */
                    id: string;
                    name: string;
                };
                text: string;
                cleared: {
                    at: string;
                    by: {
                        /** Format: uuid */
                        id: string;
                        name: string;
                    };
                    text: string;
                } | null;
            }[];
            history: {
                version: number;
                at: string;
                by: {
                    /** Format: uuid */
                    id: string;
                    name: string;
                };
                why: string | null;
                changes: {
                    field: string;
                    before: string | number | boolean | string[] | null;
                    after: string | number | boolean | string[] | null;
                }[];
                receipt: {
                    index: number;
                    digest: string;
                };
            }[];
            levels: {
                /** @enum {string} */
                level: "prepared" | "reviewed" | "approved";
                by: string;
                words: string;
                against: string[];
            }[];
            mayWrite: boolean;
            why: string[];
        };
        Problem: {
            /** @enum {string} */
            type: "urn:tickmark:problem:not-found" | "urn:tickmark:problem:method-not-allowed" | "urn:tickmark:problem:bad-request" | "urn:tickmark:problem:invalid-input" | "urn:tickmark:problem:too-large" | "urn:tickmark:problem:wrong-media-type" | "urn:tickmark:problem:too-many-requests" | "urn:tickmark:problem:not-signed-in" | "urn:tickmark:problem:sign-in-refused" | "urn:tickmark:problem:factor-needed" | "urn:tickmark:problem:step-up-needed" | "urn:tickmark:problem:csrf-missing" | "urn:tickmark:problem:not-allowed" | "urn:tickmark:problem:if-match-missing" | "urn:tickmark:problem:version-stale" | "urn:tickmark:problem:idempotency-key-missing" | "urn:tickmark:problem:idempotency-key-reused" | "urn:tickmark:problem:quota" | "urn:tickmark:problem:quota-now" | "urn:tickmark:problem:mode-off" | "urn:tickmark:problem:conflict" | "urn:tickmark:problem:setup-done" | "urn:tickmark:problem:unavailable" | "urn:tickmark:problem:not-ready" | "urn:tickmark:problem:fault";
            title: string;
            status: number;
            detail: string;
            instance: string;
            next?: string;
            errors?: {
                code: string;
                pointer: string;
                detail: string;
                source?: string;
            }[];
        };
        "auth.factor": {
            /** @enum {string} */
            factor: "none" | "needed" | "done";
            csrf: string;
            device: string | null;
        };
        "auth.factor.body": {
            code: string;
            device?: string;
        } | {
            recoveryCode: string;
            device?: string;
        };
        "auth.factorPasskey": {
            /** @enum {string} */
            factor: "none" | "needed" | "done";
            csrf: string;
            device: string | null;
        };
        "auth.factorPasskey.body": {
            credential: {
                rawId: string;
                /** @constant */
                type: "public-key";
                response: {
                    clientDataJSON: string;
                    authenticatorData: string;
                    signature: string;
                };
            };
            device?: string;
        };
        "auth.invitation": {
            organization: string;
            email: string;
            roles: string[];
            expiresAt: string;
        };
        "auth.acceptInvitation": {
            /** @enum {string} */
            factor: "none" | "needed" | "done";
            csrf: string;
            device: string | null;
        };
        "auth.acceptInvitation.body": {
            name: string;
            password: string;
            device?: string;
        };
        "auth.oidcBegin": {
            address: string;
        };
        "auth.oidcBegin.body": {
            invitation?: string;
        };
        "auth.oidcStepUp": {
            address: string;
        };
        "auth.passkey": {
            /** @enum {string} */
            factor: "none" | "needed" | "done";
            csrf: string;
            device: string | null;
        };
        "auth.passkey.body": {
            credential: {
                rawId: string;
                /** @constant */
                type: "public-key";
                response: {
                    clientDataJSON: string;
                    authenticatorData: string;
                    signature: string;
                };
            };
            device?: string;
        };
        "auth.passkeyOptions": {
            challenge: string;
            rpId: string;
            /** @constant */
            userVerification: "required";
            timeout: number;
        };
        "auth.recover.body": {
            email: string;
        };
        "auth.recoverWith.body": {
            password: string;
        };
        "auth.signIn": {
            /** @enum {string} */
            factor: "none" | "needed" | "done";
            csrf: string;
            device: string | null;
        };
        "auth.signIn.body": {
            email: string;
            password: string;
            device?: string;
        };
        "auth.stepUp": {
            stepUpAt: string;
        };
        "auth.stepUp.body": {
            password?: string;
            code?: string;
            recoveryCode?: string;
            device?: string;
        };
        "auth.stepUpPasskey": {
            stepUpAt: string;
        };
        "auth.stepUpPasskey.body": {
            credential: {
                rawId: string;
                /** @constant */
                type: "public-key";
                response: {
                    clientDataJSON: string;
                    authenticatorData: string;
                    signature: string;
                };
            };
        };
        "access-reviews.list": {
            items: components["schemas"]["AccessReviews"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "access-reviews.create": components["schemas"]["AccessReviews"];
        "access-reviews.create.body": {
            /** @enum {string} */
            state?: "planned" | "in-progress" | "completed";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                system: string;
                accounts?: number | null;
                removed?: number | null;
                completedOn?: string | null;
                notes?: string | null;
            };
        };
        "access-reviews.change-many": components["schemas"]["ChangedMany"];
        "access-reviews.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "planned" | "in-progress" | "completed";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "access-reviews.import": components["schemas"]["ImportCounts"];
        "access-reviews.preview-import": components["schemas"]["ImportPreview"];
        "access-reviews.read": components["schemas"]["AccessReviews"];
        "access-reviews.change": components["schemas"]["AccessReviews"];
        "access-reviews.change.body": {
            /** @enum {string} */
            state?: "planned" | "in-progress" | "completed";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                system?: string;
                accounts?: number | null;
                removed?: number | null;
                completedOn?: string | null;
                notes?: string | null;
            };
            why?: string;
        };
        "access-reviews.comments": components["schemas"]["Comments"];
        "access-reviews.comment": components["schemas"]["Comment"];
        "access-reviews.comment.body": components["schemas"]["CommentInput"];
        "access-reviews.history": components["schemas"]["History"];
        "acknowledgements.list": {
            items: {
                /** Format: uuid */
                id: string;
                code: string;
                title: string;
                version: number;
                readUntil: string | null;
                people: number;
                read: number;
                reminded: string | null;
            }[];
        };
        "acknowledgements.read": {
            /** Format: uuid */
            id: string;
            code: string;
            title: string;
            version: number;
            readUntil: string | null;
            questions: string[];
            people: {
                /** Format: uuid */
                personId: string;
                name: string;
                acknowledged: {
                    version: number;
                    at: string;
                    receipt: {
                        index: number;
                        digest: string;
                    };
                } | null;
                answers: string[] | null;
            }[];
        };
        "acknowledgements.keep": {
            /** Format: uuid */
            id: string;
            code: string;
        };
        "acknowledgements.keep.body": {
            /** @default [] */
            links: string[];
        };
        "acknowledgements.remind": {
            reminded: number;
        };
        "assets.list": {
            items: components["schemas"]["Assets"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "assets.create": components["schemas"]["Assets"];
        "assets.create.body": {
            /** @enum {string} */
            state?: "in-force" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                /** @enum {string} */
                kind: "device" | "account" | "repository" | "database" | "network" | "other";
                classification?: ("public" | "internal" | "confidential" | "personal") | null;
                notes?: string | null;
            };
        };
        "assets.change-many": components["schemas"]["ChangedMany"];
        "assets.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "in-force" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "assets.import": components["schemas"]["ImportCounts"];
        "assets.preview-import": components["schemas"]["ImportPreview"];
        "assets.read": components["schemas"]["Assets"];
        "assets.change": components["schemas"]["Assets"];
        "assets.change.body": {
            /** @enum {string} */
            state?: "in-force" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                /** @enum {string} */
                kind?: "device" | "account" | "repository" | "database" | "network" | "other";
                classification?: ("public" | "internal" | "confidential" | "personal") | null;
                notes?: string | null;
            };
            why?: string;
        };
        "assets.comments": components["schemas"]["Comments"];
        "assets.comment": components["schemas"]["Comment"];
        "assets.comment.body": components["schemas"]["CommentInput"];
        "assets.history": components["schemas"]["History"];
        "commitments.list": {
            items: components["schemas"]["Commitments"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "commitments.create": components["schemas"]["Commitments"];
        "commitments.create.body": {
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                /** @enum {string} */
                kind: "commitment" | "requirement";
                category?: ("security" | "availability" | "processing-integrity" | "confidentiality" | "privacy") | null;
                madeIn?: string | null;
                description?: string | null;
            };
        };
        "commitments.change-many": components["schemas"]["ChangedMany"];
        "commitments.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "commitments.import": components["schemas"]["ImportCounts"];
        "commitments.preview-import": components["schemas"]["ImportPreview"];
        "commitments.read": components["schemas"]["Commitments"];
        "commitments.change": components["schemas"]["Commitments"];
        "commitments.change.body": {
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                /** @enum {string} */
                kind?: "commitment" | "requirement";
                category?: ("security" | "availability" | "processing-integrity" | "confidentiality" | "privacy") | null;
                madeIn?: string | null;
                description?: string | null;
            };
            why?: string;
        };
        "commitments.comments": components["schemas"]["Comments"];
        "commitments.comment": components["schemas"]["Comment"];
        "commitments.comment.body": components["schemas"]["CommentInput"];
        "commitments.history": components["schemas"]["History"];
        "complementary-controls.list": {
            items: components["schemas"]["ComplementaryControls"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "complementary-controls.create": components["schemas"]["ComplementaryControls"];
        "complementary-controls.create.body": {
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                criteria?: string[] | null;
                description?: string | null;
            };
        };
        "complementary-controls.change-many": components["schemas"]["ChangedMany"];
        "complementary-controls.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "complementary-controls.import": components["schemas"]["ImportCounts"];
        "complementary-controls.preview-import": components["schemas"]["ImportPreview"];
        "complementary-controls.read": components["schemas"]["ComplementaryControls"];
        "complementary-controls.change": components["schemas"]["ComplementaryControls"];
        "complementary-controls.change.body": {
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                criteria?: string[] | null;
                description?: string | null;
            };
            why?: string;
        };
        "complementary-controls.comments": components["schemas"]["Comments"];
        "complementary-controls.comment": components["schemas"]["Comment"];
        "complementary-controls.comment.body": components["schemas"]["CommentInput"];
        "complementary-controls.history": components["schemas"]["History"];
        "controls.list": {
            items: components["schemas"]["Controls"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "controls.create": components["schemas"]["Controls"];
        "controls.create.body": {
            /** @enum {string} */
            state?: "draft" | "in-force" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code: string;
            content: {
                title: string;
                statement: string;
                criteria: string[];
                /** @enum {string} */
                frequency: "continuous" | "multiple-per-day" | "daily" | "weekly" | "semi-monthly" | "monthly" | "quarterly" | "semi-annual" | "annual" | "event-driven";
                nature?: ("manual" | "automated" | "it-dependent-manual") | null;
                type?: ("preventive" | "detective" | "corrective") | null;
                department?: string | null;
                organization?: string[] | null;
                origin?: string | null;
                exceptionPath?: string | null;
                evidenceExpected?: string | null;
                design?: ("suitable" | "to-be-improved") | null;
                designWhy?: string | null;
            };
        };
        "controls.change-many": components["schemas"]["ChangedMany"];
        "controls.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "draft" | "in-force" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "controls.import": components["schemas"]["ImportCounts"];
        "controls.preview-import": components["schemas"]["ImportPreview"];
        "controls.read": components["schemas"]["Controls"];
        "controls.change": components["schemas"]["Controls"];
        "controls.change.body": {
            /** @enum {string} */
            state?: "draft" | "in-force" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                statement?: string;
                criteria?: string[];
                /** @enum {string} */
                frequency?: "continuous" | "multiple-per-day" | "daily" | "weekly" | "semi-monthly" | "monthly" | "quarterly" | "semi-annual" | "annual" | "event-driven";
                nature?: ("manual" | "automated" | "it-dependent-manual") | null;
                type?: ("preventive" | "detective" | "corrective") | null;
                department?: string | null;
                organization?: string[] | null;
                origin?: string | null;
                exceptionPath?: string | null;
                evidenceExpected?: string | null;
                design?: ("suitable" | "to-be-improved") | null;
                designWhy?: string | null;
            };
            why?: string;
        };
        "controls.comments": components["schemas"]["Comments"];
        "controls.comment": components["schemas"]["Comment"];
        "controls.comment.body": components["schemas"]["CommentInput"];
        "controls.history": components["schemas"]["History"];
        "data-classes.list": {
            items: components["schemas"]["DataClasses"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "data-classes.create": components["schemas"]["DataClasses"];
        "data-classes.create.body": {
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                boundary?: ("inside" | "outside") | null;
                classification?: ("public" | "internal" | "confidential" | "personal") | null;
                keptIn?: string[] | null;
                retention?: string | null;
                uses?: string[] | null;
                description?: string | null;
            };
        };
        "data-classes.change-many": components["schemas"]["ChangedMany"];
        "data-classes.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "data-classes.import": components["schemas"]["ImportCounts"];
        "data-classes.preview-import": components["schemas"]["ImportPreview"];
        "data-classes.read": components["schemas"]["DataClasses"];
        "data-classes.change": components["schemas"]["DataClasses"];
        "data-classes.change.body": {
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                boundary?: ("inside" | "outside") | null;
                classification?: ("public" | "internal" | "confidential" | "personal") | null;
                keptIn?: string[] | null;
                retention?: string | null;
                uses?: string[] | null;
                description?: string | null;
            };
            why?: string;
        };
        "data-classes.comments": components["schemas"]["Comments"];
        "data-classes.comment": components["schemas"]["Comment"];
        "data-classes.comment.body": components["schemas"]["CommentInput"];
        "data-classes.history": components["schemas"]["History"];
        "description.read": {
            digest: string;
            approved: {
                number: number;
                digest: string;
                approvedAt: string;
                by: {
                    /** Format: uuid */
                    id: string;
                    name: string;
                };
                receipt: {
                    index: number;
                    digest: string;
                };
            } | null;
            allowed: {
                write: boolean;
                approve: boolean;
            };
            findings: {
                /** @enum {string} */
                section: "DC1" | "DC2" | "DC3" | "DC4" | "DC5" | "DC6" | "DC7" | "DC8" | "DC9";
                rule: string;
                /** @enum {string} */
                severity: "error" | "warning";
                sentence: string;
                paragraph: string | null;
            }[];
            sections: {
                /** @enum {string} */
                id: "DC1" | "DC2" | "DC3" | "DC4" | "DC5" | "DC6" | "DC7" | "DC8" | "DC9";
                title: string;
                requirement: string;
                mustContain: string[];
                version: number;
                sources: string[];
                paragraphs: {
                    id: string;
                    /** @enum {string} */
                    form: "heading" | "paragraph" | "list";
                    text: string;
                    register: ("services" | "commitments" | "infrastructure" | "software" | "people-groups" | "system-procedures" | "data-classes" | "locations" | "incidents" | "controls" | "complementary-controls" | "subservice-organizations" | "system-changes") | null;
                    codes: string[];
                    changed: boolean | null;
                }[];
            }[];
        };
        "description.compare": {
            sections: {
                /** @enum {string} */
                id: "DC1" | "DC2" | "DC3" | "DC4" | "DC5" | "DC6" | "DC7" | "DC8" | "DC9";
                paragraphs: {
                    id: string;
                    pieces: {
                        /** @enum {string} */
                        kind: "same" | "gone" | "new";
                        text: string;
                    }[];
                }[];
            }[];
        };
        "description.write": {
            /** @enum {string} */
            section: "DC1" | "DC2" | "DC3" | "DC4" | "DC5" | "DC6" | "DC7" | "DC8" | "DC9";
            version: number;
        };
        "description.write.body": {
            paragraphs: ({
                id: string;
                /** @constant */
                kind: "text";
                /** @enum {string} */
                form: "heading" | "paragraph" | "list";
                text: string;
            } | {
                id: string;
                /** @constant */
                kind: "register";
                /** @enum {string} */
                register: "services" | "commitments" | "infrastructure" | "software" | "people-groups" | "system-procedures" | "data-classes" | "locations" | "incidents" | "controls" | "complementary-controls" | "subservice-organizations" | "system-changes";
            })[];
        };
        "description.approve": {
            number: number;
            digest: string;
            approvedAt: string;
            by: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            receipt: {
                index: number;
                digest: string;
            };
        };
        "description.approve.body": {
            digest: string;
        };
        "description.versions": {
            items: {
                number: number;
                digest: string;
                approvedAt: string;
                by: {
                    /** Format: uuid */
                    id: string;
                    name: string;
                };
                receipt: {
                    index: number;
                    digest: string;
                };
            }[];
        };
        "description.version": {
            number: number;
            digest: string;
            approvedAt: string;
            by: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            receipt: {
                index: number;
                digest: string;
            };
            sections: {
                /** @enum {string} */
                id: "DC1" | "DC2" | "DC3" | "DC4" | "DC5" | "DC6" | "DC7" | "DC8" | "DC9";
                paragraphs: {
                    id: string;
                    /** @enum {string} */
                    form: "heading" | "paragraph" | "list";
                    text: string;
                    register: ("services" | "commitments" | "infrastructure" | "software" | "people-groups" | "system-procedures" | "data-classes" | "locations" | "incidents" | "controls" | "complementary-controls" | "subservice-organizations" | "system-changes") | null;
                    codes: string[];
                }[];
            }[];
        };
        "directory.read": {
            url: string;
            users: {
                all: number;
                waiting: number;
                off: number;
            };
            groups: components["schemas"]["DirectoryGroup"][];
        };
        "directory.map": components["schemas"]["DirectoryGroup"];
        "directory.map.body": {
            roles: ("executive-sponsor" | "signatory" | "compliance-manager" | "control-owner" | "contributor" | "internal-auditor" | "reader-org" | "adviser" | "employee" | "engagement-partner" | "eq-reviewer" | "manager" | "senior" | "staff" | "specialist" | "independence-officer" | "firm-admin" | "inspector")[];
        };
        "dry-run.read": {
            /** @enum {string} */
            type: "type1" | "type2";
            accounts: {
                code: string;
                title: string;
                account: string;
                /** @enum {string} */
                kind: "automation" | "emergency";
                system: string;
                ownerId: string | null;
                from: string | null;
                to: string | null;
                controls: string[];
                ask: string[];
            }[];
            controls: {
                code: string;
                title: string;
                state: string;
                statement: string;
                passages: {
                    text: string;
                    tested: boolean;
                }[];
                criteria: string[];
                accounts: string[];
                readings: {
                    /** @enum {string} */
                    id: "exception-path" | "detective-half" | "words" | "tested-words";
                    /** @enum {string} */
                    outcome: "holds" | "look";
                    sentence: string;
                }[];
                tests: {
                    procedure: string;
                    says: string;
                    opening: string;
                    automatic: boolean;
                    needs: {
                        kind: string;
                        title: string;
                        noun: string;
                        held: {
                            /** Format: uuid */
                            id: string;
                            code: string;
                            title: string;
                            records: number;
                        } | null;
                    }[];
                    attributes: {
                        id: string;
                        says: string;
                        quotes: string | null;
                        quoted: boolean;
                    }[];
                    result: {
                        /** Format: uuid */
                        id: string;
                        code: string;
                        madeAt: string;
                        declared: {
                            code: string;
                            records: number;
                        }[] | null;
                        opening: string;
                        tested: string;
                        beneath: string[];
                        result: string;
                    } | null;
                }[];
            }[];
        };
        "dry-run.reading": {
            readings: {
                /** @enum {string} */
                id: "exception-path" | "detective-half" | "words" | "tested-words";
                /** @enum {string} */
                outcome: "holds" | "look";
                sentence: string;
            }[];
        };
        "dry-run.reading.body": {
            code: string | null;
            statement: string;
            exceptionPath: string | null;
            type: ("preventive" | "detective" | "corrective") | null;
            criteria: string[];
        };
        "files.list": {
            items: components["schemas"]["EngagementFile"][];
        };
        "files.open": components["schemas"]["EngagementFile"];
        "files.open.body": {
            /** @enum {string} */
            as: "engagement-partner" | "manager";
            content: {
                [key: string]: unknown;
            };
        };
        "files.kinds": {
            items: {
                name: string;
                step: string;
                title: string;
                hint: string;
                /** @enum {string} */
                per: "file" | "member" | "matter" | "control" | "criterion" | "section";
                opens: boolean;
                when: ("type1" | "type2") | null;
                source: string;
                sends: ("engagement-letter" | "change-of-terms" | "scope" | "control-list" | "description" | "assertion" | "representations") | null;
                signed: {
                    /** @enum {string} */
                    level: "prepared" | "reviewed" | "approved";
                    by: string[];
                }[];
                fields: {
                    name: string;
                    label: string;
                    kind: string;
                    required: boolean;
                    help: string | null;
                    max: number | null;
                    options: {
                        value: string;
                        word: string;
                    }[];
                }[];
            }[];
        };
        "files.waiting": {
            items: components["schemas"]["WaitingInFile"][];
        };
        "files.read": components["schemas"]["EngagementFileOverview"];
        "files.link": components["schemas"]["EngagementFileOverview"];
        "files.link.body": {
            /** Format: uuid */
            engagement: string;
        };
        "files.move": components["schemas"]["EngagementFileOverview"];
        "files.move.body": {
            from: string;
            to: string;
            reason?: string | null;
        };
        "files.trail": {
            items: {
                number: number;
                from: string;
                to: string;
                at: string;
                by: {
                    /** Format: uuid */
                    id: string;
                    name: string;
                };
                /** @enum {string} */
                role: "engagement-partner" | "manager" | "senior" | "staff" | "specialist" | "eq-reviewer" | "independence-officer";
                reason: string | null;
                receipt: {
                    index: number;
                    digest: string;
                };
            }[];
        };
        "papers.read": components["schemas"]["Workpaper"];
        "papers.write": components["schemas"]["Workpaper"];
        "papers.write.body": {
            content: {
                [key: string]: unknown;
            };
            why?: string;
        };
        "papers.clear-note": components["schemas"]["Workpaper"];
        "papers.clear-note.body": {
            /** Format: uuid */
            note: string;
            text: string;
        };
        "papers.note": components["schemas"]["Workpaper"];
        "papers.note.body": {
            text: string;
        };
        "papers.send": {
            /** Format: uuid */
            thread: string;
        };
        "papers.send.body": {
            version: number;
        };
        "papers.sign": components["schemas"]["Workpaper"];
        "papers.sign.body": {
            version: number;
            /** @enum {string} */
            level: "prepared" | "reviewed" | "approved";
        };
        "files.team": components["schemas"]["EngagementFileOverview"];
        "files.team.body": {
            team: {
                /** Format: uuid */
                personId: string;
                /** @enum {string} */
                role: "engagement-partner" | "manager" | "senior" | "staff" | "specialist" | "eq-reviewer" | "independence-officer";
            }[];
        };
        "engagements.list": {
            items: components["schemas"]["Engagements"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "engagements.create": components["schemas"]["Engagements"];
        "engagements.create.body": {
            /** @enum {string} */
            state?: "draft" | "under-way" | "closed" | "withdrawn";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                type?: ("soc2-type1" | "soc2-type2") | null;
                asOf?: string | null;
                from?: string | null;
                to?: string | null;
                security?: boolean | null;
                availability?: boolean | null;
                processingIntegrity?: boolean | null;
                confidentiality?: boolean | null;
                privacy?: boolean | null;
                firm?: string | null;
                notes?: string | null;
            };
        };
        "engagements.change-many": components["schemas"]["ChangedMany"];
        "engagements.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "draft" | "under-way" | "closed" | "withdrawn";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "engagements.import": components["schemas"]["ImportCounts"];
        "engagements.preview-import": components["schemas"]["ImportPreview"];
        "engagements.read": components["schemas"]["Engagements"];
        "engagements.change": components["schemas"]["Engagements"];
        "engagements.change.body": {
            /** @enum {string} */
            state?: "draft" | "under-way" | "closed" | "withdrawn";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                type?: ("soc2-type1" | "soc2-type2") | null;
                asOf?: string | null;
                from?: string | null;
                to?: string | null;
                security?: boolean | null;
                availability?: boolean | null;
                processingIntegrity?: boolean | null;
                confidentiality?: boolean | null;
                privacy?: boolean | null;
                firm?: string | null;
                notes?: string | null;
            };
            why?: string;
        };
        "engagements.comments": components["schemas"]["Comments"];
        "engagements.comment": components["schemas"]["Comment"];
        "engagements.comment.body": components["schemas"]["CommentInput"];
        "engagements.history": components["schemas"]["History"];
        "evidence.list": {
            readonly items: components["schemas"]["EvidenceItem"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "evidence.read": components["schemas"]["EvidenceItem"];
        "evidence.change": components["schemas"]["EvidenceItem"];
        "evidence.change.body": {
            name?: string;
            source?: {
                system: string;
                /** @default null */
                collector: string | null;
                /** @default null */
                query: string | null;
                /** @default null */
                account: string | null;
            };
            periodStart?: string | null;
            periodEnd?: string | null;
            freshUntil?: string | null;
            links?: string[];
            /** @enum {string} */
            state?: "draft" | "ready" | "quarantined" | "recalled";
            why?: string;
        };
        "evidence.history": {
            readonly items: {
                version: number;
                at: string;
                by: {
                    /** Format: uuid */
                    id: string;
                    name: string;
                };
                why: string | null;
                readonly changes: {
                    field: string;
                    before: unknown;
                    after: unknown;
                }[];
                receipt: {
                    index: number;
                    digest: string;
                };
            }[];
        };
        "evidence.page": components["schemas"]["PagePicture"];
        "evidence.preview": {
            /** @enum {string} */
            kind: "rows" | "lines" | "nothing";
            readonly head: string[];
            readonly rows: {
                row: number;
                readonly cells: string[];
            }[];
            readonly lines: {
                line: number;
                text: string;
            }[];
            isWhole: boolean;
            content: string;
        };
        "evidence.receipt": {
            entry: {
                index: number;
                digest: string;
            };
            sha256: string;
            recordedAt: string;
            opening: {
                salt: string;
                envelope: string;
                value: string;
            };
            checkpoint: {
                size: number;
                root: string;
                note: string;
            } | null;
            proof: {
                leafHash: string;
                readonly hashes: string[];
                tlog: string;
            } | null;
        };
        "documents.list": {
            items: components["schemas"]["CrossedDocument"][];
        };
        "exchange.engagements": {
            readonly items: components["schemas"]["Engagement"][];
        };
        "exchange.propose": components["schemas"]["Engagement"];
        "exchange.propose.body": {
            /** Format: uuid */
            with: string;
            /** @enum {string} */
            type: "soc2-type1" | "soc2-type2";
            periodStart?: string | null;
            periodEnd: string;
            title: string;
        };
        "exchange.agree": components["schemas"]["Engagement"];
        "documents.send": {
            /** Format: uuid */
            thread: string;
        };
        "documents.send.body": {
            /** @enum {string} */
            kind: "control-list" | "description" | "assertion" | "representations";
        };
        "documents.read": components["schemas"]["ReadDocument"];
        "documents.message": components["schemas"]["ReadDocument"];
        "documents.message.body": {
            text: string;
        };
        "documents.return": components["schemas"]["ReadDocument"];
        "documents.return.body": {
            text: string;
        };
        "documents.sign": components["schemas"]["ReadDocument"];
        "documents.sign.body": {
            digest: string;
            title: string;
        };
        "documents.withdraw": components["schemas"]["ReadDocument"];
        "documents.withdraw.body": {
            text: string;
        };
        "exchange.take-in-package": components["schemas"]["PlannedPackage"];
        "exchange.preview-package": components["schemas"]["PlannedPackage"];
        "exchange.pairing": components["schemas"]["Pairing"];
        "exchange.confirm-partner": components["schemas"]["Pairing"];
        "exchange.confirm-partner.body": {
            card: string;
        };
        "exchange.refuse": components["schemas"]["Engagement"];
        "exchange.propose-outside": components["schemas"]["Engagement"];
        "exchange.propose-outside.body": {
            name: string;
            /** @enum {string} */
            type: "soc2-type1" | "soc2-type2";
            periodStart?: string | null;
            periodEnd: string;
            title: string;
        };
        "findings.list": {
            items: components["schemas"]["Findings"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "findings.create": components["schemas"]["Findings"];
        "findings.create.body": {
            /** @enum {string} */
            state?: "draft" | "open" | "acknowledged" | "responded" | "closed" | "withdrawn";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                /** @enum {string} */
                kind: "design-deficiency" | "not-implemented" | "operating-deviation" | "description-misstatement" | "scope-limitation" | "noncompliance-or-fraud" | "observation";
                criteria?: string[] | null;
                fact: string;
                extent?: string | null;
                notes?: string | null;
            };
        };
        "findings.import": components["schemas"]["ImportCounts"];
        "findings.preview-import": components["schemas"]["ImportPreview"];
        "findings.read": components["schemas"]["Findings"];
        "findings.change": components["schemas"]["Findings"];
        "findings.change.body": {
            /** @enum {string} */
            state?: "draft" | "open" | "acknowledged" | "responded" | "closed" | "withdrawn";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                /** @enum {string} */
                kind?: "design-deficiency" | "not-implemented" | "operating-deviation" | "description-misstatement" | "scope-limitation" | "noncompliance-or-fraud" | "observation";
                criteria?: string[] | null;
                fact?: string;
                extent?: string | null;
                notes?: string | null;
            };
            why?: string;
        };
        "findings.close": components["schemas"]["Thread"];
        "findings.close.body": {
            text?: string;
            evidence?: unknown;
        };
        "findings.comments": components["schemas"]["Comments"];
        "findings.comment": components["schemas"]["Comment"];
        "findings.comment.body": components["schemas"]["CommentInput"];
        "findings.shared-page": components["schemas"]["PagePicture"];
        "findings.shared-preview": {
            /** @enum {string} */
            kind: "rows" | "lines" | "nothing";
            readonly head: string[];
            readonly rows: {
                row: number;
                readonly cells: string[];
            }[];
            readonly lines: {
                line: number;
                text: string;
            }[];
            isWhole: boolean;
        };
        "findings.history": components["schemas"]["History"];
        "findings.message": components["schemas"]["Thread"];
        "findings.message.body": {
            text: string;
            evidence?: unknown;
        };
        "findings.send": components["schemas"]["Thread"];
        "findings.send.body": {
            /** Format: uuid */
            engagement: string;
        };
        "findings.thread": components["schemas"]["Thread"];
        "findings.withdraw": components["schemas"]["Thread"];
        "findings.withdraw.body": {
            text: string;
            evidence?: unknown;
        };
        "readiness.gaps": {
            items: {
                /** @enum {string} */
                kind: "criterion-without-control" | "control-without-criterion" | "control-without-owner" | "control-draft" | "evidence-missing" | "overdue";
                subject: {
                    register: string;
                    code: string;
                } | {
                    criterion: string;
                };
                sentence: string;
                rule?: string;
            }[];
        };
        "readiness.home": {
            organization: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            /** @constant */
            side: "management";
            engagement: {
                /** Format: uuid */
                id: string;
                code: string;
                state: string;
                title: string;
                type: ("soc2-type1" | "soc2-type2") | null;
                from: string | null;
                to: string | null;
                asOf: string | null;
                categories: ("security" | "availability" | "processing-integrity" | "confidentiality" | "privacy")[];
                firm: string | null;
                steps: {
                    /** @enum {string} */
                    name: "scope" | "controls" | "description" | "findings" | "examination" | "report" | "closure" | "monitoring";
                    /** @enum {string} */
                    state: "done" | "open" | "blocked";
                    fact: string;
                }[];
            } | null;
            needsYou: {
                register: string;
                code: string;
                title: string;
                state: string;
                dueOn: string | null;
                overdue: boolean;
                ownerId: string | null;
            }[];
            criteria: {
                id: string;
                series: string;
                title: string;
                controls: number;
                inForce: number;
                gaps: number;
            }[];
            controls: {
                adopted: number;
                inForce: number;
                withoutOwner: number;
                withoutCriterion: number;
            };
            recorded: {
                index: number;
                digest: string;
                at: string;
                what: string;
            }[];
        };
        "hosting.read": {
            /** @enum {string} */
            mode: "neutral-hosted" | "split" | "client-hosted" | "firm-hosted";
            portal: ("management" | "firm") | null;
            saidBy: ("setting" | "first-run") | null;
            reason: string | null;
            since: string | null;
        };
        "incidents.list": {
            items: components["schemas"]["Incidents"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "incidents.create": components["schemas"]["Incidents"];
        "incidents.create.body": {
            /** @enum {string} */
            state?: "open" | "contained" | "closed";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                /** @enum {string} */
                severity: "low" | "medium" | "high" | "critical";
                occurredOn?: string | null;
                detectedOn: string;
                resolvedOn?: string | null;
                affectedCommitment?: boolean | null;
                disclosed?: boolean | null;
                description?: string | null;
                cause?: string | null;
                criteria?: string[] | null;
            };
        };
        "incidents.change-many": components["schemas"]["ChangedMany"];
        "incidents.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "open" | "contained" | "closed";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "incidents.import": components["schemas"]["ImportCounts"];
        "incidents.preview-import": components["schemas"]["ImportPreview"];
        "incidents.read": components["schemas"]["Incidents"];
        "incidents.change": components["schemas"]["Incidents"];
        "incidents.change.body": {
            /** @enum {string} */
            state?: "open" | "contained" | "closed";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                /** @enum {string} */
                severity?: "low" | "medium" | "high" | "critical";
                occurredOn?: string | null;
                detectedOn?: string;
                resolvedOn?: string | null;
                affectedCommitment?: boolean | null;
                disclosed?: boolean | null;
                description?: string | null;
                cause?: string | null;
                criteria?: string[] | null;
            };
            why?: string;
        };
        "incidents.comments": components["schemas"]["Comments"];
        "incidents.comment": components["schemas"]["Comment"];
        "incidents.comment.body": components["schemas"]["CommentInput"];
        "incidents.history": components["schemas"]["History"];
        "infrastructure.list": {
            items: components["schemas"]["Infrastructure"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "infrastructure.create": components["schemas"]["Infrastructure"];
        "infrastructure.create.body": {
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                boundary?: ("inside" | "outside") | null;
                provider?: string | null;
                location?: string | null;
                uses?: string[] | null;
                description?: string | null;
            };
        };
        "infrastructure.change-many": components["schemas"]["ChangedMany"];
        "infrastructure.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "infrastructure.import": components["schemas"]["ImportCounts"];
        "infrastructure.preview-import": components["schemas"]["ImportPreview"];
        "infrastructure.read": components["schemas"]["Infrastructure"];
        "infrastructure.change": components["schemas"]["Infrastructure"];
        "infrastructure.change.body": {
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                boundary?: ("inside" | "outside") | null;
                provider?: string | null;
                location?: string | null;
                uses?: string[] | null;
                description?: string | null;
            };
            why?: string;
        };
        "infrastructure.comments": components["schemas"]["Comments"];
        "infrastructure.comment": components["schemas"]["Comment"];
        "infrastructure.comment.body": components["schemas"]["CommentInput"];
        "infrastructure.history": components["schemas"]["History"];
        "invitations.list": {
            items: {
                /** Format: uuid */
                id: string;
                email: string;
                roles: string[];
                until: string | null;
                createdAt: string;
                expiresAt: string;
                acceptedAt: string | null;
                withdrawnAt: string | null;
            }[];
        };
        "invitations.create": {
            /** Format: uuid */
            id: string;
            email: string;
            roles: string[];
            until: string | null;
            createdAt: string;
            expiresAt: string;
            acceptedAt: string | null;
            withdrawnAt: string | null;
        };
        "invitations.create.body": {
            email: string;
            roles: ("executive-sponsor" | "signatory" | "compliance-manager" | "control-owner" | "contributor" | "internal-auditor" | "reader-org" | "adviser" | "employee" | "engagement-partner" | "eq-reviewer" | "manager" | "senior" | "staff" | "specialist" | "independence-officer" | "firm-admin" | "inspector")[];
            until?: string | null;
        };
        "jobs.list": {
            items: components["schemas"]["Job"][];
            next: string | null;
        };
        "jobs.check-log": components["schemas"]["Job"];
        "jobs.read": {
            /** Format: uuid */
            id: string;
            kind: string;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed" | "cancelled";
            /** Format: uuid */
            byPerson: string;
            done: number;
            total: number | null;
            line: string | null;
            cancelAsked: boolean;
            attempts: number;
            retryOf: string | null;
            createdAt: string;
            startedAt: string | null;
            endedAt: string | null;
            problem: {
                code: string;
                sentence: string;
                next: string | null;
            } | null;
            version: number;
            result: unknown;
        };
        "jobs.cancel": components["schemas"]["Job"];
        "jobs.retry": components["schemas"]["Job"];
        "letters.read": {
            version: number;
            digest: string;
            said: {
                signatory: {
                    name: string;
                    title: string;
                };
                plannedReportDate: string | null;
                basis: string;
                exceptions: {
                    /** @enum {string} */
                    clause: "a" | "b" | "c";
                    fact: string;
                    extent: string;
                    criterion: string;
                    commitments: string;
                }[];
                fraud: string;
                misstatements: ("none" | "listed") | null;
                events: ("none" | "told") | null;
                more: {
                    assertion: string[];
                    representations: string[];
                };
                subservices: {
                    code: string;
                    signatory: {
                        name: string;
                        title: string;
                    };
                    basis: string;
                    exceptions: string[];
                    fraud: string;
                    misstatements: ("none" | "listed") | null;
                    events: ("none" | "told") | null;
                }[];
            };
            assertion: components["schemas"]["Letter"];
            representations: components["schemas"]["Letter"];
            subservices: components["schemas"]["SubserviceLetters"][];
            description: number | null;
            open: {
                sentence: string;
                register: string | null;
                code: string | null;
            }[];
            fallen: {
                sentence: string;
                register: string | null;
                code: string | null;
            }[];
            ready: components["schemas"]["LettersReady"][];
            allowed: {
                write: boolean;
                ready: boolean;
            };
        };
        "letters.write": {
            version: number;
        };
        "letters.write.body": {
            signatory: {
                name: string;
                title: string;
            };
            plannedReportDate: string | null;
            basis: string;
            exceptions: {
                /** @enum {string} */
                clause: "a" | "b" | "c";
                fact: string;
                extent: string;
                criterion: string;
                commitments: string;
            }[];
            fraud: string;
            misstatements: ("none" | "listed") | null;
            events: ("none" | "told") | null;
            more: {
                assertion: string[];
                representations: string[];
            };
            subservices: {
                code: string;
                signatory: {
                    name: string;
                    title: string;
                };
                basis: string;
                exceptions: string[];
                fraud: string;
                misstatements: ("none" | "listed") | null;
                events: ("none" | "told") | null;
            }[];
        };
        "letters.compare": {
            items: {
                subservice: string | null;
                /** @enum {string} */
                letter: "assertion" | "representations";
                id: string;
                pieces: {
                    /** @enum {string} */
                    kind: "same" | "gone" | "new";
                    text: string;
                }[];
            }[];
        };
        "letters.hand-over": components["schemas"]["LettersReady"];
        "letters.hand-over.body": {
            digest: string;
        };
        "letters.given": {
            number: number;
            digest: string;
            at: string;
            by: string;
            description: number | null;
            assertion: components["schemas"]["Letter"];
            representations: components["schemas"]["Letter"];
            subservices: components["schemas"]["SubserviceLetters"][];
        };
        "library.list": {
            items: {
                id: string;
                title: string;
                statement: string;
                criteria: string[];
                frequency: string;
                nature: string;
                type: string;
                department: string;
                adopted: boolean;
            }[];
        };
        "library.adopt": {
            adopted: string[];
            already: string[];
        };
        "library.adopt.body": {
            ids: string[];
        };
        "locations.list": {
            items: components["schemas"]["Locations"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "locations.create": components["schemas"]["Locations"];
        "locations.create.body": {
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                boundary?: ("inside" | "outside") | null;
                country?: string | null;
                uses?: string[] | null;
                description?: string | null;
            };
        };
        "locations.change-many": components["schemas"]["ChangedMany"];
        "locations.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "locations.import": components["schemas"]["ImportCounts"];
        "locations.preview-import": components["schemas"]["ImportPreview"];
        "locations.read": components["schemas"]["Locations"];
        "locations.change": components["schemas"]["Locations"];
        "locations.change.body": {
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                boundary?: ("inside" | "outside") | null;
                country?: string | null;
                uses?: string[] | null;
                description?: string | null;
            };
            why?: string;
        };
        "locations.comments": components["schemas"]["Comments"];
        "locations.comment": components["schemas"]["Comment"];
        "locations.comment.body": components["schemas"]["CommentInput"];
        "locations.history": components["schemas"]["History"];
        "readiness.matrix": {
            criteria: {
                id: string;
                series: string;
                title: string;
                controls: number;
                inForce: number;
            }[];
            controls: {
                /** Format: uuid */
                id: string;
                code: string;
                title: string;
                state: string;
                ownerId: string | null;
                criteria: string[];
                /** @enum {string} */
                mark: "met" | "missing" | "stale" | "unable" | "deviation";
                fact: string;
            }[];
        };
        "members.list": {
            items: {
                /** Format: uuid */
                personId: string;
                name: string;
                email: string;
                roles: string[];
                /** @enum {string} */
                state: "active" | "suspended" | "left";
                since: string;
                until: string | null;
                version: number;
            }[];
            next: string | null;
        };
        "members.change": {
            /** Format: uuid */
            personId: string;
            name: string;
            email: string;
            roles: string[];
            /** @enum {string} */
            state: "active" | "suspended" | "left";
            since: string;
            until: string | null;
            version: number;
        };
        "members.change.body": {
            roles?: ("executive-sponsor" | "signatory" | "compliance-manager" | "control-owner" | "contributor" | "internal-auditor" | "reader-org" | "adviser" | "employee" | "engagement-partner" | "eq-reviewer" | "manager" | "senior" | "staff" | "specialist" | "independence-officer" | "firm-admin" | "inspector")[];
            /** @enum {string} */
            state?: "active" | "suspended" | "left";
            until?: string | null;
        };
        "notices.list": {
            items: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "assigned" | "mentioned" | "due-soon" | "overdue" | "received" | "answered" | "job-done" | "job-failed" | "joined";
                at: string;
                by: string | null;
                register: string | null;
                code: string | null;
                title: string | null;
                readAt: string | null;
            }[];
            next: string | null;
            unread: number;
        };
        "notices.preference": {
            ways: {
                /** @enum {string} */
                assigned: "now" | "digest" | "none";
                /** @enum {string} */
                mentioned: "now" | "digest" | "none";
                /** @enum {string} */
                due: "now" | "digest" | "none";
                /** @enum {string} */
                received: "now" | "digest" | "none";
                /** @enum {string} */
                answered: "now" | "digest" | "none";
                /** @enum {string} */
                jobs: "now" | "digest" | "none";
                /** @enum {string} */
                joined: "now" | "digest" | "none";
            };
            version: number;
        };
        "notices.choose": {
            ways: {
                /** @enum {string} */
                assigned: "now" | "digest" | "none";
                /** @enum {string} */
                mentioned: "now" | "digest" | "none";
                /** @enum {string} */
                due: "now" | "digest" | "none";
                /** @enum {string} */
                received: "now" | "digest" | "none";
                /** @enum {string} */
                answered: "now" | "digest" | "none";
                /** @enum {string} */
                jobs: "now" | "digest" | "none";
                /** @enum {string} */
                joined: "now" | "digest" | "none";
            };
            version: number;
        };
        "notices.choose.body": {
            /** @enum {string} */
            assigned: "now" | "digest" | "none";
            /** @enum {string} */
            mentioned: "now" | "digest" | "none";
            /** @enum {string} */
            due: "now" | "digest" | "none";
            /** @enum {string} */
            received: "now" | "digest" | "none";
            /** @enum {string} */
            answered: "now" | "digest" | "none";
            /** @enum {string} */
            jobs: "now" | "digest" | "none";
            /** @enum {string} */
            joined: "now" | "digest" | "none";
        };
        "notices.read": {
            unread: number;
        };
        "notices.read.body": {
            ids?: string[];
        };
        "readiness.occurrences": {
            from: string;
            to: string;
            today: string;
            items: {
                /** Format: uuid */
                id: string;
                code: string;
                title: string;
                frequency: string;
                ownerId: string | null;
                expected: {
                    from: string;
                    due: string;
                    /** @enum {string} */
                    state: "done" | "late" | "due";
                }[] | null;
            }[];
        };
        "outbox.list": {
            items: {
                /** Format: uuid */
                id: string;
                to: string;
                subject: string;
                text: string | null;
                createdAt: string;
                sentAt: string | null;
            }[];
        };
        "people.list": {
            items: components["schemas"]["People"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "people.create": components["schemas"]["People"];
        "people.create.body": {
            /** @enum {string} */
            state?: "employed" | "leaving" | "left";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                email?: string | null;
                department?: string | null;
                role?: string | null;
                engagement?: ("employee" | "contractor" | "intern") | null;
                hiredOn?: string | null;
                leftOn?: string | null;
            };
        };
        "people-groups.list": {
            items: components["schemas"]["PeopleGroups"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "people-groups.create": components["schemas"]["PeopleGroups"];
        "people-groups.create.body": {
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                boundary?: ("inside" | "outside") | null;
                uses?: string[] | null;
                description?: string | null;
            };
        };
        "people-groups.change-many": components["schemas"]["ChangedMany"];
        "people-groups.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "people-groups.import": components["schemas"]["ImportCounts"];
        "people-groups.preview-import": components["schemas"]["ImportPreview"];
        "people-groups.read": components["schemas"]["PeopleGroups"];
        "people-groups.change": components["schemas"]["PeopleGroups"];
        "people-groups.change.body": {
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                boundary?: ("inside" | "outside") | null;
                uses?: string[] | null;
                description?: string | null;
            };
            why?: string;
        };
        "people-groups.comments": components["schemas"]["Comments"];
        "people-groups.comment": components["schemas"]["Comment"];
        "people-groups.comment.body": components["schemas"]["CommentInput"];
        "people-groups.history": components["schemas"]["History"];
        "people.change-many": components["schemas"]["ChangedMany"];
        "people.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "employed" | "leaving" | "left";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "people.import": components["schemas"]["ImportCounts"];
        "people.preview-import": components["schemas"]["ImportPreview"];
        "people.read": components["schemas"]["People"];
        "people.change": components["schemas"]["People"];
        "people.change.body": {
            /** @enum {string} */
            state?: "employed" | "leaving" | "left";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                email?: string | null;
                department?: string | null;
                role?: string | null;
                engagement?: ("employee" | "contractor" | "intern") | null;
                hiredOn?: string | null;
                leftOn?: string | null;
            };
            why?: string;
        };
        "people.comments": components["schemas"]["Comments"];
        "people.comment": components["schemas"]["Comment"];
        "people.comment.body": components["schemas"]["CommentInput"];
        "people.history": components["schemas"]["History"];
        "policies.list": {
            items: components["schemas"]["Policies"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "policies.create": components["schemas"]["Policies"];
        "policies.create.body": {
            /** @enum {string} */
            state?: "draft" | "in-review" | "approved" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                text?: string | null;
                criteria?: string[] | null;
                approvedBy?: string | null;
                approvedOn?: string | null;
                acknowledgedBy?: ("everybody" | "employees" | "programme" | "engineering" | "administrators" | "nobody") | null;
                readers?: string | null;
                readUntil?: string | null;
            };
        };
        "policies.change-many": components["schemas"]["ChangedMany"];
        "policies.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "draft" | "in-review" | "approved" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "policies.import": components["schemas"]["ImportCounts"];
        "policies.preview-import": components["schemas"]["ImportPreview"];
        "policies.read": components["schemas"]["Policies"];
        "policies.change": components["schemas"]["Policies"];
        "policies.change.body": {
            /** @enum {string} */
            state?: "draft" | "in-review" | "approved" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                text?: string | null;
                criteria?: string[] | null;
                approvedBy?: string | null;
                approvedOn?: string | null;
                acknowledgedBy?: ("everybody" | "employees" | "programme" | "engineering" | "administrators" | "nobody") | null;
                readers?: string | null;
                readUntil?: string | null;
            };
            why?: string;
        };
        "policies.comments": components["schemas"]["Comments"];
        "policies.comment": components["schemas"]["Comment"];
        "policies.comment.body": components["schemas"]["CommentInput"];
        "policies.history": components["schemas"]["History"];
        "populations.kinds": {
            kinds: {
                id: string;
                title: string;
                unit: string;
                noun: string;
                key: string[];
                time: string | null;
                fields: {
                    name: string;
                    type: string;
                    says: string | null;
                    required: boolean;
                    values: string[] | null;
                }[];
            }[];
            procedures: {
                id: string;
                control: string;
                says: string;
                kind: string;
                joins: {
                    name: string;
                    kind: string;
                }[];
            }[];
        };
        "populations.list": {
            items: {
                /** Format: uuid */
                id: string;
                code: string;
                title: string;
                kind: string;
                kindTitle: string;
                noun: string;
                format: string;
                read: number;
                records: number;
                duplicates: number;
                conflicting: number;
                refused: number;
                otherKind: number;
                outsideWindow: number;
                digest: string;
                period: {
                    start: string;
                    end: string;
                } | null;
                toLookAt: number;
                madeAt: string;
                /** Format: uuid */
                madeBy: string;
                receipt: {
                    index: number;
                    digest: string;
                };
            }[];
            next: number | null;
        };
        "populations.import": {
            /** Format: uuid */
            jobId: string;
        };
        "populations.import.body": {
            evidenceIds: string[];
            kind: string;
            title?: string;
            format?: string;
            mapping?: {
                /** @enum {string} */
                encoding?: "utf-8" | "windows-1252" | "utf-16";
                delimiter?: string;
                nulls?: string[];
                trim?: boolean;
                timeZone?: string;
                columns: {
                    [key: string]: string | {
                        column: string | string[];
                        join?: string;
                        format?: string;
                        map?: {
                            [key: string]: string | boolean | number | null;
                        };
                        /** @enum {string} */
                        otherwise?: "keep" | "null" | "refuse";
                        /** @constant */
                        case?: "lower";
                        split?: string;
                    };
                };
                constants?: {
                    [key: string]: string | boolean | number;
                };
            };
            byName?: boolean;
            period?: {
                /** Format: date */
                start: string;
                /** Format: date */
                end: string;
            };
            onlyPeriod?: boolean;
            timeZone?: string;
        };
        "populations.preview": {
            kind: string;
            fields: {
                name: string;
                type: string;
                says: string | null;
                required: boolean;
                values: string[] | null;
            }[];
            isWhole: boolean;
            format: string;
            read: number;
            records: number;
            duplicates: number;
            otherKind: number;
            refused: number;
            reasons: {
                reason: string;
                count: number;
                first: {
                    file: string;
                    at: string;
                };
            }[];
            refusedPlaces: {
                reason: string;
                place: {
                    file: string;
                    at: string;
                };
            }[];
            rows: {
                id: string;
                record: {
                    [key: string]: unknown;
                };
            }[];
        };
        "populations.preview.body": {
            kind: string;
            format?: string;
            mapping?: {
                /** @enum {string} */
                encoding?: "utf-8" | "windows-1252" | "utf-16";
                delimiter?: string;
                nulls?: string[];
                trim?: boolean;
                timeZone?: string;
                columns: {
                    [key: string]: string | {
                        column: string | string[];
                        join?: string;
                        format?: string;
                        map?: {
                            [key: string]: string | boolean | number | null;
                        };
                        /** @enum {string} */
                        otherwise?: "keep" | "null" | "refuse";
                        /** @constant */
                        case?: "lower";
                        split?: string;
                    };
                };
                constants?: {
                    [key: string]: string | boolean | number;
                };
            };
            byName?: boolean;
            /** Format: uuid */
            evidenceId: string;
        };
        "populations.read": {
            /** Format: uuid */
            id: string;
            code: string;
            title: string;
            kind: string;
            kindTitle: string;
            noun: string;
            format: string;
            read: number;
            records: number;
            duplicates: number;
            conflicting: number;
            refused: number;
            otherKind: number;
            outsideWindow: number;
            digest: string;
            period: {
                start: string;
                end: string;
            } | null;
            toLookAt: number;
            madeAt: string;
            /** Format: uuid */
            madeBy: string;
            receipt: {
                index: number;
                digest: string;
            };
            fields: {
                name: string;
                type: string;
                says: string | null;
                required: boolean;
                values: string[] | null;
            }[];
            key: string[];
            time: string | null;
            categories: string[];
            mapped: boolean;
            conflicts: string[];
            reasons: {
                reason: string;
                count: number;
                first: {
                    file: string;
                    at: string;
                };
            }[];
            sources: {
                /** Format: uuid */
                id: string;
                code: string;
                name: string;
                system: string | null;
                query: string | null;
                sha256: string;
                periodStart: string | null;
                periodEnd: string | null;
                collectedAt: string;
            }[];
            totals: {
                [key: string]: {
                    [key: string]: string | number | null;
                };
            };
            missing: {
                [key: string]: number;
            };
            days: {
                at: string;
                records: number;
            }[];
            byMonth: boolean;
            observations: {
                check: string;
                ok: boolean;
                sentence: string;
            }[];
        };
        "populations.crossing": {
            procedures: {
                id: string;
                control: string;
            }[];
            fields: {
                name: string;
                /** @enum {string} */
                how: "clear" | "pseudonym";
                parts: {
                    name: string;
                    /** @enum {string} */
                    how: "clear" | "pseudonym" | "empty";
                }[] | null;
                procedures: string[];
            }[];
            stays: string[];
            problems: {
                procedure: string;
                field: string;
                sentence: string;
            }[];
            rows: {
                position: number;
                values: (string | number | boolean | null)[];
            }[];
        };
        "populations.picture": {
            field: string;
            records: number;
            missing: number;
            byMonth: boolean;
            first: string | null;
            last: string | null;
            buckets: {
                at: string;
                records: number;
            }[] | null;
            values: {
                value: string;
                records: number;
            }[] | null;
            others: number;
        };
        "populations.refused": {
            items: {
                reason: string;
                place: {
                    file: string;
                    at: string;
                };
            }[];
            listed: number;
            total: number;
        };
        "populations.rows": {
            rows: {
                position: number;
                id: string;
                values: (string | number | boolean | null)[];
            }[];
            next: string | null;
            matching: number | null;
        };
        "populations.record": {
            position: number;
            id: string;
            record: {
                [key: string]: unknown;
            };
            places: {
                file: string;
                at: string;
            }[];
        };
        "portal.read": {
            items: {
                /** Format: uuid */
                id: string;
                code: string;
                title: string;
                version: number;
                readUntil: string | null;
                text: string;
                questions: string[];
                effectiveFrom: string | null;
                acknowledged: {
                    version: number;
                    at: string;
                    receipt: {
                        index: number;
                        digest: string;
                    };
                } | null;
            }[];
        };
        "portal.acknowledge": {
            /** Format: uuid */
            id: string;
            code: string;
            title: string;
            version: number;
            readUntil: string | null;
            text: string;
            questions: string[];
            effectiveFrom: string | null;
            acknowledged: {
                version: number;
                at: string;
                receipt: {
                    index: number;
                    digest: string;
                };
            } | null;
        };
        "portal.answer": {
            /** Format: uuid */
            id: string;
            code: string;
            title: string;
            version: number;
            readUntil: string | null;
            text: string;
            questions: string[];
            effectiveFrom: string | null;
            acknowledged: {
                version: number;
                at: string;
                receipt: {
                    index: number;
                    digest: string;
                };
            } | null;
        };
        "portal.answer.body": {
            answers: string[];
        };
        "questionnaires.list": {
            items: components["schemas"]["Questionnaires"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "questionnaires.create": components["schemas"]["Questionnaires"];
        "questionnaires.create.body": {
            /** @enum {string} */
            state?: "draft" | "sent-out" | "closed";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                text?: string | null;
                questions: string;
                acknowledgedBy?: ("everybody" | "employees" | "programme") | null;
                readUntil?: string | null;
            };
        };
        "questionnaires.change-many": components["schemas"]["ChangedMany"];
        "questionnaires.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "draft" | "sent-out" | "closed";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "questionnaires.import": components["schemas"]["ImportCounts"];
        "questionnaires.preview-import": components["schemas"]["ImportPreview"];
        "questionnaires.read": components["schemas"]["Questionnaires"];
        "questionnaires.change": components["schemas"]["Questionnaires"];
        "questionnaires.change.body": {
            /** @enum {string} */
            state?: "draft" | "sent-out" | "closed";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                text?: string | null;
                questions?: string;
                acknowledgedBy?: ("everybody" | "employees" | "programme") | null;
                readUntil?: string | null;
            };
            why?: string;
        };
        "questionnaires.comments": components["schemas"]["Comments"];
        "questionnaires.comment": components["schemas"]["Comment"];
        "questionnaires.comment.body": components["schemas"]["CommentInput"];
        "questionnaires.history": components["schemas"]["History"];
        "quotas.read": {
            items: {
                /** @enum {string} */
                kind: "evidence-bytes" | "records" | "members" | "uploads" | "jobs" | "requests";
                part: string | null;
                used: number | null;
                most: number | null;
            }[];
        };
        "readiness.choose": {
            report: ("soc2" | "soc3" | "soc1" | "soc-cyber" | "soc-supply-chain") | null;
            reports: {
                /** @enum {string} */
                id: "soc2" | "soc3" | "soc1" | "soc-cyber" | "soc-supply-chain";
                name: string;
                purpose: string;
                /** @enum {string} */
                users: "restricted" | "general";
                fits: boolean;
            }[];
            categories: {
                /** @enum {string} */
                id: "security" | "availability" | "processing-integrity" | "confidentiality" | "privacy";
                name: string;
                criteria: number;
                why: string;
            }[];
            criteria: number;
            library: {
                serving: number;
                of: number;
                evidenceKinds: number;
            };
            engagement: {
                title: string;
                /** @enum {string} */
                type: "soc2-type1" | "soc2-type2";
                asOf: string | null;
                from: string | null;
                to: string | null;
            } | null;
            fee: {
                amount: number;
                currency: string;
                from: number;
                upTo: number | null;
            } | null;
            time: {
                preparation: number;
                examination: {
                    from: number;
                    to: number;
                };
            };
            plan: {
                /** @enum {string} */
                name: "prepare" | "type-1" | "period" | "examine" | "report";
                says: string;
                from: string;
                to: string;
            }[];
            beginWith: string[];
            notes: {
                sentence: string;
                rule?: string;
            }[];
        };
        "readiness.choose.body": {
            answers: {
                system: string;
                people: number;
                askedBy: ("customers" | "public" | "user-auditors" | "board" | "buyers-of-goods")[];
                customerData: boolean;
                promises: ("protected" | "available" | "in-confidence" | "complete-and-right" | "personal-information")[];
                first: boolean;
                /** @enum {string} */
                proof: "day" | "period" | "unknown";
                /** @enum {string} */
                prepared: "nothing" | "some" | "most";
                /** @default 12 */
                length: number;
                /** @default null */
                neededBy: string | null;
            };
        };
        "readiness.start": {
            /** Format: uuid */
            id: string;
            code: string;
        };
        "readiness.start.body": {
            answers: {
                system: string;
                people: number;
                askedBy: ("customers" | "public" | "user-auditors" | "board" | "buyers-of-goods")[];
                customerData: boolean;
                promises: ("protected" | "available" | "in-confidence" | "complete-and-right" | "personal-information")[];
                first: boolean;
                /** @enum {string} */
                proof: "day" | "period" | "unknown";
                /** @enum {string} */
                prepared: "nothing" | "some" | "most";
                /** @default 12 */
                length: number;
                /** @default null */
                neededBy: string | null;
            };
        };
        "received-findings.list": {
            items: components["schemas"]["ReceivedFindings"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "received-findings.read": components["schemas"]["ReceivedFindings"];
        "received-findings.change": components["schemas"]["ReceivedFindings"];
        "received-findings.change.body": {
            /** @enum {string} */
            state?: "open" | "acknowledged" | "responded" | "closed" | "withdrawn";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                /** @enum {string} */
                kind?: "design-deficiency" | "not-implemented" | "operating-deviation" | "description-misstatement" | "scope-limitation" | "noncompliance-or-fraud" | "observation";
                criteria?: string[] | null;
                fact?: string;
                extent?: string | null;
                firm?: string | null;
                reference?: string | null;
                plan?: string | null;
                notes?: string | null;
            };
            why?: string;
        };
        "received-findings.acknowledge": components["schemas"]["Thread"];
        "received-findings.acknowledge.body": {
            text?: unknown;
            evidence?: unknown;
        };
        "received-findings.comments": components["schemas"]["Comments"];
        "received-findings.comment": components["schemas"]["Comment"];
        "received-findings.comment.body": components["schemas"]["CommentInput"];
        "received-findings.shared-page": components["schemas"]["PagePicture"];
        "received-findings.shared-preview": {
            /** @enum {string} */
            kind: "rows" | "lines" | "nothing";
            readonly head: string[];
            readonly rows: {
                row: number;
                readonly cells: string[];
            }[];
            readonly lines: {
                line: number;
                text: string;
            }[];
            isWhole: boolean;
        };
        "received-findings.history": components["schemas"]["History"];
        "received-findings.message": components["schemas"]["Thread"];
        "received-findings.message.body": {
            text: string;
            evidence?: unknown;
        };
        "received-findings.recall": components["schemas"]["Thread"];
        "received-findings.recall.body": {
            text?: unknown;
            evidence?: unknown;
        };
        "received-findings.respond": components["schemas"]["Thread"];
        "received-findings.respond.body": {
            text: string;
            evidence?: string[];
        };
        "received-findings.thread": components["schemas"]["Thread"];
        "received-requests.list": {
            items: components["schemas"]["ReceivedRequests"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "received-requests.read": components["schemas"]["ReceivedRequests"];
        "received-requests.change": components["schemas"]["ReceivedRequests"];
        "received-requests.change.body": {
            /** @enum {string} */
            state?: "open" | "answered" | "returned" | "accepted" | "withdrawn";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                asks?: string;
                criteria?: string[] | null;
                from?: string | null;
                to?: string | null;
                firm?: string | null;
                reference?: string | null;
                notes?: string | null;
            };
            why?: string;
        };
        "received-requests.answer": components["schemas"]["Thread"];
        "received-requests.answer.body": {
            text: string;
            evidence?: string[];
        };
        "received-requests.comments": components["schemas"]["Comments"];
        "received-requests.comment": components["schemas"]["Comment"];
        "received-requests.comment.body": components["schemas"]["CommentInput"];
        "received-requests.shared-page": components["schemas"]["PagePicture"];
        "received-requests.shared-preview": {
            /** @enum {string} */
            kind: "rows" | "lines" | "nothing";
            readonly head: string[];
            readonly rows: {
                row: number;
                readonly cells: string[];
            }[];
            readonly lines: {
                line: number;
                text: string;
            }[];
            isWhole: boolean;
        };
        "received-requests.history": components["schemas"]["History"];
        "received-requests.message": components["schemas"]["Thread"];
        "received-requests.message.body": {
            text: string;
            evidence?: unknown;
        };
        "received-requests.recall": components["schemas"]["Thread"];
        "received-requests.recall.body": {
            text?: unknown;
            evidence?: unknown;
        };
        "received-requests.thread": components["schemas"]["Thread"];
        "registers.overview": {
            items: {
                name: string;
                title: string;
                one: string;
                prefix: string;
                chosenCode: boolean;
                crossing: {
                    received: boolean;
                    own: string[];
                } | null;
                hint: string;
                group: string;
                count: number;
                counts: {
                    [key: string]: number;
                };
                states: {
                    name: string;
                    word: string;
                    mark: string;
                }[];
                fields: {
                    name: string;
                    label: string;
                    kind: string;
                    required: boolean;
                    help: string | null;
                    max: number | null;
                    options: {
                        value: string;
                        word: string;
                    }[];
                }[];
                filters: string[];
                sorts: string[];
                allowed: {
                    create: {
                        allowed: boolean;
                        reason: string | null;
                    };
                    change: {
                        allowed: boolean;
                        reason: string | null;
                    };
                    comment: {
                        allowed: boolean;
                        reason: string | null;
                    };
                    export: {
                        allowed: boolean;
                        reason: string | null;
                    };
                    share: {
                        allowed: boolean;
                        reason: string | null;
                    };
                    answer: {
                        allowed: boolean;
                        reason: string | null;
                    };
                };
            }[];
            may: {
                uploadEvidence: {
                    allowed: boolean;
                    reason: string | null;
                };
                changeEvidence: {
                    allowed: boolean;
                    reason: string | null;
                };
                exportEvidence: {
                    allowed: boolean;
                    reason: string | null;
                };
                exportMembers: {
                    allowed: boolean;
                    reason: string | null;
                };
                makePopulation: {
                    allowed: boolean;
                    reason: string | null;
                };
                runSelfTest: {
                    allowed: boolean;
                    reason: string | null;
                };
                exchange: {
                    allowed: boolean;
                    reason: string | null;
                };
                openFile: {
                    allowed: boolean;
                    reason: string | null;
                };
                signDocument: {
                    allowed: boolean;
                    reason: string | null;
                };
            };
        };
        "remediation.list": {
            items: components["schemas"]["Remediation"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "remediation.create": components["schemas"]["Remediation"];
        "remediation.create.body": {
            /** @enum {string} */
            state?: "open" | "in-progress" | "done" | "accepted";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                gap?: string | null;
                control?: string[] | null;
                criteria?: string[] | null;
                progress?: string | null;
            };
        };
        "remediation.change-many": components["schemas"]["ChangedMany"];
        "remediation.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "open" | "in-progress" | "done" | "accepted";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "remediation.import": components["schemas"]["ImportCounts"];
        "remediation.preview-import": components["schemas"]["ImportPreview"];
        "remediation.read": components["schemas"]["Remediation"];
        "remediation.change": components["schemas"]["Remediation"];
        "remediation.change.body": {
            /** @enum {string} */
            state?: "open" | "in-progress" | "done" | "accepted";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                gap?: string | null;
                control?: string[] | null;
                criteria?: string[] | null;
                progress?: string | null;
            };
            why?: string;
        };
        "remediation.comments": components["schemas"]["Comments"];
        "remediation.comment": components["schemas"]["Comment"];
        "remediation.comment.body": components["schemas"]["CommentInput"];
        "remediation.history": components["schemas"]["History"];
        "requests.list": {
            items: components["schemas"]["Requests"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "requests.create": components["schemas"]["Requests"];
        "requests.create.body": {
            /** @enum {string} */
            state?: "draft" | "open" | "answered" | "returned" | "accepted" | "withdrawn";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                asks: string;
                criteria?: string[] | null;
                from?: string | null;
                to?: string | null;
                notes?: string | null;
            };
        };
        "requests.import": components["schemas"]["ImportCounts"];
        "requests.preview-import": components["schemas"]["ImportPreview"];
        "requests.read": components["schemas"]["Requests"];
        "requests.change": components["schemas"]["Requests"];
        "requests.change.body": {
            /** @enum {string} */
            state?: "draft" | "open" | "answered" | "returned" | "accepted" | "withdrawn";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                asks?: string;
                criteria?: string[] | null;
                from?: string | null;
                to?: string | null;
                notes?: string | null;
            };
            why?: string;
        };
        "requests.accept": components["schemas"]["Thread"];
        "requests.accept.body": {
            text?: string;
            evidence?: unknown;
        };
        "requests.comments": components["schemas"]["Comments"];
        "requests.comment": components["schemas"]["Comment"];
        "requests.comment.body": components["schemas"]["CommentInput"];
        "requests.shared-page": components["schemas"]["PagePicture"];
        "requests.shared-preview": {
            /** @enum {string} */
            kind: "rows" | "lines" | "nothing";
            readonly head: string[];
            readonly rows: {
                row: number;
                readonly cells: string[];
            }[];
            readonly lines: {
                line: number;
                text: string;
            }[];
            isWhole: boolean;
        };
        "requests.history": components["schemas"]["History"];
        "requests.message": components["schemas"]["Thread"];
        "requests.message.body": {
            text: string;
            evidence?: unknown;
        };
        "requests.return": components["schemas"]["Thread"];
        "requests.return.body": {
            text: string;
            evidence?: unknown;
        };
        "requests.send": components["schemas"]["Thread"];
        "requests.send.body": {
            /** Format: uuid */
            engagement: string;
        };
        "requests.thread": components["schemas"]["Thread"];
        "requests.withdraw": components["schemas"]["Thread"];
        "requests.withdraw.body": {
            text: string;
            evidence?: unknown;
        };
        "rights.read": {
            items: {
                id: string;
                says: string;
                rule: string | null;
                /** @enum {string} */
                effect: "permit" | "forbid";
                text: string;
            }[];
        };
        "risks.list": {
            items: components["schemas"]["Risks"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "risks.create": components["schemas"]["Risks"];
        "risks.create.body": {
            /** @enum {string} */
            state?: "open" | "treated" | "accepted" | "closed";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                description?: string | null;
                /** @enum {string} */
                likelihood: "rare" | "unlikely" | "possible" | "likely" | "almost-certain";
                /** @enum {string} */
                impact: "low" | "medium" | "high" | "critical";
                treatment?: ("mitigate" | "transfer" | "avoid" | "accept") | null;
                controls?: string[] | null;
                fraud?: boolean | null;
                criteria?: string[] | null;
                reviewedOn?: string | null;
            };
        };
        "risks.change-many": components["schemas"]["ChangedMany"];
        "risks.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "open" | "treated" | "accepted" | "closed";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "risks.import": components["schemas"]["ImportCounts"];
        "risks.preview-import": components["schemas"]["ImportPreview"];
        "risks.read": components["schemas"]["Risks"];
        "risks.change": components["schemas"]["Risks"];
        "risks.change.body": {
            /** @enum {string} */
            state?: "open" | "treated" | "accepted" | "closed";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                description?: string | null;
                /** @enum {string} */
                likelihood?: "rare" | "unlikely" | "possible" | "likely" | "almost-certain";
                /** @enum {string} */
                impact?: "low" | "medium" | "high" | "critical";
                treatment?: ("mitigate" | "transfer" | "avoid" | "accept") | null;
                controls?: string[] | null;
                fraud?: boolean | null;
                criteria?: string[] | null;
                reviewedOn?: string | null;
            };
            why?: string;
        };
        "risks.comments": components["schemas"]["Comments"];
        "risks.comment": components["schemas"]["Comment"];
        "risks.comment.body": components["schemas"]["CommentInput"];
        "risks.history": components["schemas"]["History"];
        "registers.search": {
            items: {
                register: string;
                registerTitle: string;
                /** Format: uuid */
                id: string;
                code: string;
                title: string;
                state: string;
            }[];
        };
        "self-tests.run": {
            /** Format: uuid */
            jobId: string;
        };
        "self-tests.run.body": {
            /** Format: uuid */
            populationId: string;
            procedureId: string;
            with?: {
                [key: string]: string;
            };
            period?: {
                /** Format: date */
                start: string;
                /** Format: date */
                end: string;
            };
            /** Format: date */
            asOf?: string;
            timeZone?: string;
        };
        "self-tests.list": {
            items: {
                /** Format: uuid */
                id: string;
                code: string;
                /** Format: uuid */
                populationId: string;
                populationCode: string;
                procedureId: string;
                control: string;
                says: string;
                tested: number;
                notTrue: number;
                items: number;
                madeAt: string;
                /** Format: uuid */
                madeBy: string;
                receipt: {
                    index: number;
                    digest: string;
                };
            }[];
            next: number | null;
        };
        "self-tests.read": {
            /** Format: uuid */
            id: string;
            code: string;
            /** Format: uuid */
            populationId: string;
            populationCode: string;
            procedureId: string;
            control: string;
            says: string;
            tested: number;
            notTrue: number;
            items: number;
            madeAt: string;
            /** Format: uuid */
            madeBy: string;
            receipt: {
                index: number;
                digest: string;
            };
            attributes: {
                id: string;
                says: string;
                quotes: string | null;
                kind: string;
                rule: string | null;
                applies: string | null;
                met: number;
                notApplicable: number;
                deviations: number;
                missing: number;
                error: number;
            }[];
            outside: number;
            excluded: {
                /** @enum {string} */
                reason: "missing" | "error";
                facts: string[];
                count: number;
            }[];
            strata: {
                by: string;
                tooMany: boolean;
                values: {
                    value: string | null;
                    records: number;
                    attributes: {
                        id: string;
                        tested: number;
                        notTrue: number;
                    }[];
                }[];
            }[];
            context: {
                periodStart: string | null;
                periodEnd: string | null;
                asOf: string | null;
                timeZone: string;
            };
            joins: {
                [key: string]: string;
            };
        };
        "self-tests.items": {
            items: {
                position: number;
                id: string;
                attribute: string;
                /** @enum {string} */
                result: "false" | "missing" | "error";
                sentence: string;
                facts: {
                    name: string;
                    value: string | null;
                }[];
                declared: {
                    code: string;
                    title: string;
                    /** @enum {string} */
                    kind: "automation" | "emergency";
                    covers: boolean | null;
                } | null;
            }[];
            total: number;
        };
        "services.list": {
            items: components["schemas"]["Services"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "services.create": components["schemas"]["Services"];
        "services.create.body": {
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                boundary?: ("inside" | "outside") | null;
                users?: string | null;
                uses?: string[] | null;
                description?: string | null;
            };
        };
        "services.change-many": components["schemas"]["ChangedMany"];
        "services.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "services.import": components["schemas"]["ImportCounts"];
        "services.preview-import": components["schemas"]["ImportPreview"];
        "services.read": components["schemas"]["Services"];
        "services.change": components["schemas"]["Services"];
        "services.change.body": {
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                boundary?: ("inside" | "outside") | null;
                users?: string | null;
                uses?: string[] | null;
                description?: string | null;
            };
            why?: string;
        };
        "services.comments": components["schemas"]["Comments"];
        "services.comment": components["schemas"]["Comment"];
        "services.comment.body": components["schemas"]["CommentInput"];
        "services.history": components["schemas"]["History"];
        "software.list": {
            items: components["schemas"]["Software"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "software.create": components["schemas"]["Software"];
        "software.create.body": {
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                boundary?: ("inside" | "outside") | null;
                origin?: ("own" | "bought" | "open-source") | null;
                runsOn?: string[] | null;
                uses?: string[] | null;
                description?: string | null;
            };
        };
        "software.change-many": components["schemas"]["ChangedMany"];
        "software.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "software.import": components["schemas"]["ImportCounts"];
        "software.preview-import": components["schemas"]["ImportPreview"];
        "software.read": components["schemas"]["Software"];
        "software.change": components["schemas"]["Software"];
        "software.change.body": {
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                boundary?: ("inside" | "outside") | null;
                origin?: ("own" | "bought" | "open-source") | null;
                runsOn?: string[] | null;
                uses?: string[] | null;
                description?: string | null;
            };
            why?: string;
        };
        "software.comments": components["schemas"]["Comments"];
        "software.comment": components["schemas"]["Comment"];
        "software.comment.body": components["schemas"]["CommentInput"];
        "software.history": components["schemas"]["History"];
        "special-accounts.list": {
            items: components["schemas"]["SpecialAccounts"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "special-accounts.create": components["schemas"]["SpecialAccounts"];
        "special-accounts.create.body": {
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                account: string;
                /** @enum {string} */
                kind: "automation" | "emergency";
                system: string;
                purpose: string;
                review?: string | null;
                control?: string[] | null;
            };
        };
        "special-accounts.change-many": components["schemas"]["ChangedMany"];
        "special-accounts.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "special-accounts.import": components["schemas"]["ImportCounts"];
        "special-accounts.preview-import": components["schemas"]["ImportPreview"];
        "special-accounts.read": components["schemas"]["SpecialAccounts"];
        "special-accounts.change": components["schemas"]["SpecialAccounts"];
        "special-accounts.change.body": {
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                account?: string;
                /** @enum {string} */
                kind?: "automation" | "emergency";
                system?: string;
                purpose?: string;
                review?: string | null;
                control?: string[] | null;
            };
            why?: string;
        };
        "special-accounts.comments": components["schemas"]["Comments"];
        "special-accounts.comment": components["schemas"]["Comment"];
        "special-accounts.comment.body": components["schemas"]["CommentInput"];
        "special-accounts.history": components["schemas"]["History"];
        "subservice-organizations.list": {
            items: components["schemas"]["SubserviceOrganizations"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "subservice-organizations.create": components["schemas"]["SubserviceOrganizations"];
        "subservice-organizations.create.body": {
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                /** @enum {string} */
                method: "carve-out" | "inclusive";
                services: string;
                expectedControls?: string | null;
                uses?: string[] | null;
                criteria?: string[] | null;
                monitoredBy?: string[] | null;
            };
        };
        "subservice-organizations.change-many": components["schemas"]["ChangedMany"];
        "subservice-organizations.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "subservice-organizations.import": components["schemas"]["ImportCounts"];
        "subservice-organizations.preview-import": components["schemas"]["ImportPreview"];
        "subservice-organizations.read": components["schemas"]["SubserviceOrganizations"];
        "subservice-organizations.change": components["schemas"]["SubserviceOrganizations"];
        "subservice-organizations.change.body": {
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                /** @enum {string} */
                method?: "carve-out" | "inclusive";
                services?: string;
                expectedControls?: string | null;
                uses?: string[] | null;
                criteria?: string[] | null;
                monitoredBy?: string[] | null;
            };
            why?: string;
        };
        "subservice-organizations.comments": components["schemas"]["Comments"];
        "subservice-organizations.comment": components["schemas"]["Comment"];
        "subservice-organizations.comment.body": components["schemas"]["CommentInput"];
        "subservice-organizations.history": components["schemas"]["History"];
        "system-changes.list": {
            items: components["schemas"]["SystemChanges"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "system-changes.create": components["schemas"]["SystemChanges"];
        "system-changes.create.body": {
            /** @enum {string} */
            state?: "noted" | "described";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                changedOn: string;
                description?: string | null;
            };
        };
        "system-changes.change-many": components["schemas"]["ChangedMany"];
        "system-changes.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "noted" | "described";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "system-changes.import": components["schemas"]["ImportCounts"];
        "system-changes.preview-import": components["schemas"]["ImportPreview"];
        "system-changes.read": components["schemas"]["SystemChanges"];
        "system-changes.change": components["schemas"]["SystemChanges"];
        "system-changes.change.body": {
            /** @enum {string} */
            state?: "noted" | "described";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                changedOn?: string;
                description?: string | null;
            };
            why?: string;
        };
        "system-changes.comments": components["schemas"]["Comments"];
        "system-changes.comment": components["schemas"]["Comment"];
        "system-changes.comment.body": components["schemas"]["CommentInput"];
        "system-changes.history": components["schemas"]["History"];
        "system-picture.read": {
            version: number;
            left: number;
            width: number;
            height: number;
            boundary: {
                x: number;
                y: number;
                width: number;
                height: number;
            };
            nodes: {
                x: number;
                y: number;
                width: number;
                height: number;
                register: string;
                code: string;
                title: string;
                state: string;
                /** @enum {string} */
                standing: "inside" | "outside" | "undecided" | "carve-out" | "inclusive";
                moved: boolean;
            }[];
            relations: {
                from: string;
                to: string;
                field: string;
            }[];
            dangling: {
                from: string;
                to: string;
                field: string;
            }[];
        };
        "system-picture.arrange": {
            version: number;
        };
        "system-picture.arrange.body": {
            places: {
                code: string;
                x: number;
                y: number;
            }[];
        };
        "system-procedures.list": {
            items: components["schemas"]["SystemProcedures"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "system-procedures.create": components["schemas"]["SystemProcedures"];
        "system-procedures.create.body": {
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                boundary?: ("inside" | "outside") | null;
                uses?: string[] | null;
                description?: string | null;
            };
        };
        "system-procedures.change-many": components["schemas"]["ChangedMany"];
        "system-procedures.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "system-procedures.import": components["schemas"]["ImportCounts"];
        "system-procedures.preview-import": components["schemas"]["ImportPreview"];
        "system-procedures.read": components["schemas"]["SystemProcedures"];
        "system-procedures.change": components["schemas"]["SystemProcedures"];
        "system-procedures.change.body": {
            /** @enum {string} */
            state?: "in-force" | "draft" | "retired";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                boundary?: ("inside" | "outside") | null;
                uses?: string[] | null;
                description?: string | null;
            };
            why?: string;
        };
        "system-procedures.comments": components["schemas"]["Comments"];
        "system-procedures.comment": components["schemas"]["Comment"];
        "system-procedures.comment.body": components["schemas"]["CommentInput"];
        "system-procedures.history": components["schemas"]["History"];
        "tasks.list": {
            items: components["schemas"]["Tasks"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "tasks.create": components["schemas"]["Tasks"];
        "tasks.create.body": {
            /** @enum {string} */
            state?: "open" | "done";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                about?: string[] | null;
                priority?: ("low" | "medium" | "high") | null;
                notes?: string | null;
            };
        };
        "tasks.change-many": components["schemas"]["ChangedMany"];
        "tasks.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "open" | "done";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "tasks.import": components["schemas"]["ImportCounts"];
        "tasks.preview-import": components["schemas"]["ImportPreview"];
        "tasks.read": components["schemas"]["Tasks"];
        "tasks.change": components["schemas"]["Tasks"];
        "tasks.change.body": {
            /** @enum {string} */
            state?: "open" | "done";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                about?: string[] | null;
                priority?: ("low" | "medium" | "high") | null;
                notes?: string | null;
            };
            why?: string;
        };
        "tasks.comments": components["schemas"]["Comments"];
        "tasks.comment": components["schemas"]["Comment"];
        "tasks.comment.body": components["schemas"]["CommentInput"];
        "tasks.history": components["schemas"]["History"];
        "tokens.list": {
            items: {
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                personId: string;
                name: string;
                scopes: string[];
                createdAt: string;
                expiresAt: string;
                revokedAt: string | null;
                lastUsedAt: string | null;
            }[];
        };
        "tokens.create": {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            personId: string;
            name: string;
            scopes: string[];
            createdAt: string;
            expiresAt: string;
            revokedAt: string | null;
            lastUsedAt: string | null;
            token: string;
        };
        "tokens.create.body": {
            name: string;
            scopes: string[];
            days: number;
        };
        "training.list": {
            items: components["schemas"]["Training"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "training.create": components["schemas"]["Training"];
        "training.create.body": {
            /** @enum {string} */
            state?: "open" | "closed";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                audience?: string | null;
                completed?: number | null;
                required?: number | null;
                notes?: string | null;
            };
        };
        "training.change-many": components["schemas"]["ChangedMany"];
        "training.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "open" | "closed";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "training.import": components["schemas"]["ImportCounts"];
        "training.preview-import": components["schemas"]["ImportPreview"];
        "training.read": components["schemas"]["Training"];
        "training.change": components["schemas"]["Training"];
        "training.change.body": {
            /** @enum {string} */
            state?: "open" | "closed";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                audience?: string | null;
                completed?: number | null;
                required?: number | null;
                notes?: string | null;
            };
            why?: string;
        };
        "training.comments": components["schemas"]["Comments"];
        "training.comment": components["schemas"]["Comment"];
        "training.comment.body": components["schemas"]["CommentInput"];
        "training.history": components["schemas"]["History"];
        "evidence.begin-upload": components["schemas"]["Upload"];
        "evidence.begin-upload.body": {
            name: string;
            size: number;
            sha256: string;
            /** Format: date-time */
            collectedAt?: string;
            source?: {
                system: string;
                /** @default null */
                collector: string | null;
                /** @default null */
                query: string | null;
                /** @default null */
                account: string | null;
            };
            periodStart?: string | null;
            periodEnd?: string | null;
            freshUntil?: string | null;
            links?: string[];
            replaces?: string;
            draft?: boolean;
        };
        "evidence.read-upload": components["schemas"]["Upload"];
        "evidence.complete-upload": components["schemas"]["EvidenceItem"];
        "evidence.put-part": {
            number: number;
            size: number;
        };
        "vendors.list": {
            items: components["schemas"]["Vendors"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "vendors.create": components["schemas"]["Vendors"];
        "vendors.create.body": {
            /** @enum {string} */
            state?: "under-review" | "approved" | "ended";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                service?: string | null;
                /** @enum {string} */
                criticality: "low" | "medium" | "high" | "critical";
                dataShared?: ("none" | "internal" | "confidential" | "personal") | null;
                reportHeld?: string | null;
                reviewedOn?: string | null;
                notes?: string | null;
            };
        };
        "vendors.change-many": components["schemas"]["ChangedMany"];
        "vendors.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "under-review" | "approved" | "ended";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "vendors.import": components["schemas"]["ImportCounts"];
        "vendors.preview-import": components["schemas"]["ImportPreview"];
        "vendors.read": components["schemas"]["Vendors"];
        "vendors.change": components["schemas"]["Vendors"];
        "vendors.change.body": {
            /** @enum {string} */
            state?: "under-review" | "approved" | "ended";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                service?: string | null;
                /** @enum {string} */
                criticality?: "low" | "medium" | "high" | "critical";
                dataShared?: ("none" | "internal" | "confidential" | "personal") | null;
                reportHeld?: string | null;
                reviewedOn?: string | null;
                notes?: string | null;
            };
            why?: string;
        };
        "vendors.comments": components["schemas"]["Comments"];
        "vendors.comment": components["schemas"]["Comment"];
        "vendors.comment.body": components["schemas"]["CommentInput"];
        "vendors.history": components["schemas"]["History"];
        "views.list": {
            items: components["schemas"]["View"][];
        };
        "views.create": components["schemas"]["View"];
        "views.create.body": {
            name: string;
            where: {
                state?: string;
                only?: string;
                q?: string;
                sort?: string;
                fresh?: string;
                kind?: string;
                columns?: string[];
            };
            shared: boolean;
            isDefault: boolean;
            list: string;
        };
        "views.change": components["schemas"]["View"];
        "views.change.body": {
            name: string;
            where: {
                state?: string;
                only?: string;
                q?: string;
                sort?: string;
                fresh?: string;
                kind?: string;
                columns?: string[];
            };
            shared: boolean;
            isDefault: boolean;
        };
        "vulnerabilities.list": {
            items: components["schemas"]["Vulnerabilities"][];
            next: string | null;
            total: number | null;
            counts: {
                [key: string]: number;
            };
        };
        "vulnerabilities.create": components["schemas"]["Vulnerabilities"];
        "vulnerabilities.create.body": {
            /** @enum {string} */
            state?: "open" | "fixed" | "accepted";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            code?: unknown;
            content: {
                title: string;
                /** @enum {string} */
                severity: "low" | "medium" | "high" | "critical";
                asset?: string | null;
                detectedOn?: string | null;
                fixedOn?: string | null;
                notes?: string | null;
            };
        };
        "vulnerabilities.change-many": components["schemas"]["ChangedMany"];
        "vulnerabilities.change-many.body": {
            records: components["schemas"]["ManyRecords"];
            /** @enum {string} */
            state?: "open" | "fixed" | "accepted";
            ownerId?: string | null;
            dueOn?: string | null;
            why?: string;
        };
        "vulnerabilities.import": components["schemas"]["ImportCounts"];
        "vulnerabilities.preview-import": components["schemas"]["ImportPreview"];
        "vulnerabilities.read": components["schemas"]["Vulnerabilities"];
        "vulnerabilities.change": components["schemas"]["Vulnerabilities"];
        "vulnerabilities.change.body": {
            /** @enum {string} */
            state?: "open" | "fixed" | "accepted";
            ownerId?: string | null;
            dueOn?: string | null;
            effectiveFrom?: string | null;
            effectiveTo?: string | null;
            content?: {
                title?: string;
                /** @enum {string} */
                severity?: "low" | "medium" | "high" | "critical";
                asset?: string | null;
                detectedOn?: string | null;
                fixedOn?: string | null;
                notes?: string | null;
            };
            why?: string;
        };
        "vulnerabilities.comments": components["schemas"]["Comments"];
        "vulnerabilities.comment": components["schemas"]["Comment"];
        "vulnerabilities.comment.body": components["schemas"]["CommentInput"];
        "vulnerabilities.history": components["schemas"]["History"];
        "readiness.work": {
            items: {
                register: string;
                code: string;
                title: string;
                dueOn: string | null;
                state: string;
            }[];
        };
        "session.read": {
            person: {
                /** Format: uuid */
                id: string;
                name: string;
                email: string;
            };
            csrf: string;
            memberships: {
                /** Format: uuid */
                organizationId: string;
                organization: string;
                /** @enum {string} */
                side: "management" | "firm";
                roles: string[];
                portal: boolean;
            }[];
            /** @enum {string} */
            factor: "none" | "needed" | "done";
            stepUpAt: string | null;
        };
        "factors.read": {
            password: boolean;
            totp: boolean;
            passkeys: number;
            recoveryCodes: number;
        };
        "factors.recoveryCodes": {
            recoveryCodes: string[];
        };
        "factors.enrolTotp": {
            secret: string;
            uri: string;
        };
        "factors.confirmTotp": {
            recoveryCodes: string[];
        };
        "factors.confirmTotp.body": {
            code: string;
        };
        "foreignAccounts.list": {
            through: string | null;
            items: {
                /** Format: uuid */
                id: string;
                issuer: string;
                label: string;
                createdAt: string;
                usedAt: string | null;
            }[];
        };
        "foreignAccounts.connect": {
            address: string;
        };
        "passkeys.list": {
            items: {
                /** Format: uuid */
                id: string;
                name: string;
                createdAt: string;
                usedAt: string | null;
            }[];
        };
        "passkeys.add": {
            passkey: {
                /** Format: uuid */
                id: string;
                name: string;
                createdAt: string;
                usedAt: string | null;
            };
            recoveryCodes: string[];
        };
        "passkeys.add.body": {
            name: string;
            credential: {
                rawId: string;
                /** @constant */
                type: "public-key";
                response: {
                    clientDataJSON: string;
                    authenticatorData: string;
                    publicKey: string;
                    publicKeyAlgorithm: number;
                };
            };
        };
        "passkeys.options": {
            challenge: string;
            rp: {
                id: string;
                name: string;
            };
            user: {
                id: string;
                name: string;
                displayName: string;
            };
            pubKeyCredParams: {
                /** @constant */
                type: "public-key";
                alg: number;
            }[];
            excludeCredentials: {
                /** @constant */
                type: "public-key";
                id: string;
            }[];
            authenticatorSelection: {
                /** @constant */
                residentKey: "required";
                /** @constant */
                userVerification: "required";
            };
            /** @constant */
            attestation: "none";
            timeout: number;
        };
        "session.changePassword.body": {
            password: string;
        };
        "session.list": {
            items: {
                /** Format: uuid */
                id: string;
                createdAt: string;
                seenAt: string;
                expiresAt: string;
                address: string;
                agent: string;
                current: boolean;
            }[];
        };
        "setup.read": {
            needed: boolean;
            /** @enum {string} */
            mode: "neutral-hosted" | "split" | "client-hosted" | "firm-hosted";
            isSaid: boolean;
            singleSignOn: string | null;
        };
        "setup.begin": {
            /** @enum {string} */
            factor: "none" | "needed" | "done";
            csrf: string;
            device: string | null;
            /** Format: uuid */
            organizationId: string;
        };
        "setup.begin.body": {
            token: string;
            /** @enum {string} */
            mode?: "neutral-hosted" | "split" | "client-hosted" | "firm-hosted";
            organization: {
                /** @enum {string} */
                kind: "service-organization" | "firm";
                name: string;
            };
            person: {
                name: string;
                email: string;
                password: string;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
