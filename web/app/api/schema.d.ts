/** Written by scripts/api-docs.ts from the API's routes. */
export interface paths {
    "/api/v1/auth/factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the second factor: a code, or a recovery code */
        post: operations["auth.factor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/factor/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a passkey as the second factor */
        post: operations["auth.factorPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/invitations/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an invitation says */
        get: operations["auth.invitation"];
        put?: never;
        /** Accept an invitation: with the password of the account, or one for the account made now */
        post: operations["auth.acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with a passkey */
        post: operations["auth.passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What to ask a passkey, to sign in, to give the second factor or to step up */
        post: operations["auth.passkeyOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a link to a new password; the answer does not tell whether there is an account */
        post: operations["auth.recover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/recover/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose a new password by the link of a mail */
        post: operations["auth.recoverWith"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with e-mail address and password */
        post: operations["auth.signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End this session */
        post: operations["auth.signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/step-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove who you are once more; good for five minutes */
        post: operations["auth.stepUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/step-up/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove who you are once more, with a passkey */
        post: operations["auth.stepUpPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/access-reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Access reviews, a page */
        get: operations["access-reviews.list"];
        put?: never;
        /** Add a access review */
        post: operations["access-reviews.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/access-reviews/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["access-reviews.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/access-reviews/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Access reviews as CSV */
        get: operations["access-reviews.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/access-reviews/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One access review, by id or code */
        get: operations["access-reviews.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a access review */
        patch: operations["access-reviews.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/access-reviews/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["access-reviews.comments"];
        put?: never;
        /** Add a comment */
        post: operations["access-reviews.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/access-reviews/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["access-reviews.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/acknowledgements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Texts in force, and how many of those who must read them have */
        get: operations["acknowledgements.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/acknowledgements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who must read a text, who has, and what they answered */
        get: operations["acknowledgements.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/acknowledgements/{id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep who has read a text as evidence (CSV), linked with the text and the records given */
        post: operations["acknowledgements.keep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/acknowledgements/{id}/reminders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remind those who have not read a text by e-mail, once a day at most */
        post: operations["acknowledgements.remind"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Assets, a page */
        get: operations["assets.list"];
        put?: never;
        /** Add a asset */
        post: operations["assets.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/assets/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["assets.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/assets/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Assets as CSV */
        get: operations["assets.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/assets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One asset, by id or code */
        get: operations["assets.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a asset */
        patch: operations["assets.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/assets/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["assets.comments"];
        put?: never;
        /** Add a comment */
        post: operations["assets.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/assets/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["assets.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/commitments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Commitments and requirements, a page */
        get: operations["commitments.list"];
        put?: never;
        /** Add a commitment */
        post: operations["commitments.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/commitments/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["commitments.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/commitments/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Commitments and requirements as CSV */
        get: operations["commitments.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/commitments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One commitment, by id or code */
        get: operations["commitments.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a commitment */
        patch: operations["commitments.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/commitments/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["commitments.comments"];
        put?: never;
        /** Add a comment */
        post: operations["commitments.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/commitments/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["commitments.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/complementary-controls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Complementary user entity controls, a page */
        get: operations["complementary-controls.list"];
        put?: never;
        /** Add a complementary control */
        post: operations["complementary-controls.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/complementary-controls/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["complementary-controls.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/complementary-controls/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Complementary user entity controls as CSV */
        get: operations["complementary-controls.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/complementary-controls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One complementary control, by id or code */
        get: operations["complementary-controls.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a complementary control */
        patch: operations["complementary-controls.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/complementary-controls/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["complementary-controls.comments"];
        put?: never;
        /** Add a comment */
        post: operations["complementary-controls.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/complementary-controls/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["complementary-controls.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/controls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Controls, a page */
        get: operations["controls.list"];
        put?: never;
        /** Add a control */
        post: operations["controls.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/controls/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["controls.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/controls/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Controls as CSV */
        get: operations["controls.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/controls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One control, by id or code */
        get: operations["controls.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a control */
        patch: operations["controls.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/controls/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["controls.comments"];
        put?: never;
        /** Add a comment */
        post: operations["controls.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/controls/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["controls.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/data-classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Data, a page */
        get: operations["data-classes.list"];
        put?: never;
        /** Add a class of data */
        post: operations["data-classes.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/data-classes/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["data-classes.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/data-classes/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Data as CSV */
        get: operations["data-classes.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/data-classes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One class of data, by id or code */
        get: operations["data-classes.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a class of data */
        patch: operations["data-classes.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/data-classes/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["data-classes.comments"];
        put?: never;
        /** Add a comment */
        post: operations["data-classes.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/data-classes/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["data-classes.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/description": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The description as it reads now, and what it lacks */
        get: operations["description.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/description/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed between two versions, or since one, word by word */
        get: operations["description.compare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/description/sections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Write a section; If-Match "v0" where nothing was written yet */
        put: operations["description.write"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/description/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Approved versions of the description */
        get: operations["description.versions"];
        put?: never;
        /** Approve what the description says now, by the digest it was read with */
        post: operations["description.approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/description/versions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An approved version, whole */
        get: operations["description.version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What Section IV would print of each control as things stand: a dry run, not a report */
        get: operations["dry-run.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/dry-run/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How a control reads as it is typed: its exception path, its detective half, its words. Nothing is kept */
        post: operations["dry-run.reading"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/engagements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Engagements, a page */
        get: operations["engagements.list"];
        put?: never;
        /** Add a engagement */
        post: operations["engagements.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/engagements/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["engagements.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/engagements/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Engagements as CSV */
        get: operations["engagements.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/engagements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One engagement, by id or code */
        get: operations["engagements.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a engagement */
        patch: operations["engagements.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/engagements/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["engagements.comments"];
        put?: never;
        /** Add a comment */
        post: operations["engagements.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/engagements/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["engagements.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Evidence, a page */
        get: operations["evidence.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/evidence/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One item of evidence, by id or code */
        get: operations["evidence.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what is said of an item, what it serves, or its state */
        patch: operations["evidence.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/evidence/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes as they came; every read is on record */
        get: operations["evidence.content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/evidence/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["evidence.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/evidence/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The first rows or lines of a text; of anything else where its content is */
        get: operations["evidence.preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/evidence/{id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entry, checkpoint, and the path from the one to the other */
        get: operations["evidence.receipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/exchange/engagements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Engagements with organizations of the other side */
        get: operations["exchange.engagements"];
        put?: never;
        /** Propose an engagement to an organization of the other side */
        post: operations["exchange.propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/exchange/engagements/{id}/agree": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree to the engagement the other side proposed */
        post: operations["exchange.agree"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/exchange/engagements/{id}/package": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is sent to a partner outside, as a ZIP with a workbook and evidence */
        get: operations["exchange.package"];
        put?: never;
        /** Take in a file of a partner outside, whole or not at all */
        post: operations["exchange.take-in-package"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/exchange/engagements/{id}/package/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a file of a partner outside says, row by row; nothing is taken in */
        post: operations["exchange.preview-package"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/exchange/engagements/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse it */
        post: operations["exchange.refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/exchange/outside": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin an engagement with a partner who is not in this installation */
        post: operations["exchange.propose-outside"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Findings, a page */
        get: operations["findings.list"];
        put?: never;
        /** Add a finding */
        post: operations["findings.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/findings/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Findings as CSV */
        get: operations["findings.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/findings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One finding, by id or code */
        get: operations["findings.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a finding */
        patch: operations["findings.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/findings/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close the finding */
        post: operations["findings.close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/findings/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["findings.comments"];
        put?: never;
        /** Add a comment */
        post: operations["findings.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/findings/{id}/evidence/{sequence}/{number}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of evidence that was sent; every read is on record */
        get: operations["findings.shared-content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/findings/{id}/evidence/{sequence}/{number}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The first rows or lines of evidence that was sent */
        get: operations["findings.shared-preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/findings/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["findings.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/findings/{id}/message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message */
        post: operations["findings.message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/findings/{id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the finding to management */
        post: operations["findings.send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/findings/{id}/thread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What crossed the wall about it, in order, with receipts */
        get: operations["findings.thread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/findings/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw it, with the reason */
        post: operations["findings.withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is missing, one sentence each */
        get: operations["readiness.gaps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where management stands */
        get: operations["readiness.home"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/hosting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who hosts the installation, since when and why, and which side has a portal alone */
        get: operations["hosting.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Incidents, a page */
        get: operations["incidents.list"];
        put?: never;
        /** Add a incident */
        post: operations["incidents.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/incidents/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["incidents.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/incidents/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Incidents as CSV */
        get: operations["incidents.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/incidents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One incident, by id or code */
        get: operations["incidents.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a incident */
        patch: operations["incidents.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/incidents/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["incidents.comments"];
        put?: never;
        /** Add a comment */
        post: operations["incidents.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/incidents/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["incidents.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/infrastructure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Infrastructure, a page */
        get: operations["infrastructure.list"];
        put?: never;
        /** Add a infrastructure */
        post: operations["infrastructure.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/infrastructure/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["infrastructure.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/infrastructure/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Infrastructure as CSV */
        get: operations["infrastructure.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/infrastructure/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One infrastructure, by id or code */
        get: operations["infrastructure.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a infrastructure */
        patch: operations["infrastructure.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/infrastructure/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["infrastructure.comments"];
        put?: never;
        /** Add a comment */
        post: operations["infrastructure.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/infrastructure/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["infrastructure.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invitations, newest first */
        get: operations["invitations.list"];
        put?: never;
        /** Invite an e-mail address */
        post: operations["invitations.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraw an invitation that waits */
        delete: operations["invitations.withdraw"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Long work of the organization, the latest first */
        get: operations["jobs.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/jobs/check-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Derive the root of the organization’s log again, as a job */
        post: operations["jobs.check-log"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One job, and its result for whoever might have asked for it */
        get: operations["jobs.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a job that waits or runs */
        post: operations["jobs.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/jobs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Progress of a job as server-sent events: job, then end */
        get: operations["jobs.events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask once more for what failed or was cancelled */
        post: operations["jobs.retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/library": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Controls of the library, and which are adopted */
        get: operations["library.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/library/adopt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adopt controls of the library as drafts */
        post: operations["library.adopt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Locations, a page */
        get: operations["locations.list"];
        put?: never;
        /** Add a location */
        post: operations["locations.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/locations/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["locations.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/locations/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Locations as CSV */
        get: operations["locations.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/locations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One location, by id or code */
        get: operations["locations.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a location */
        patch: operations["locations.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/locations/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["locations.comments"];
        put?: never;
        /** Add a comment */
        post: operations["locations.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/locations/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["locations.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/matrix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Criteria in scope and the controls behind them */
        get: operations["readiness.matrix"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Members by name, a page */
        get: operations["members.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a member’s roles, suspend them, or let them go */
        patch: operations["members.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the person who asks was told, latest first */
        get: operations["notices.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/notices/preference": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is mailed to the person who asks, and when */
        get: operations["notices.preference"];
        /** Choose what is mailed, and when */
        put: operations["notices.choose"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/notices/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark notices as read; ids left out: all of them */
        post: operations["notices.read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/occurrences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When controls in force are expected, and what evidence says of it */
        get: operations["readiness.occurrences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mails of this organization; their text where no mail server sends them */
        get: operations["outbox.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People, a page */
        get: operations["people.list"];
        put?: never;
        /** Add a person */
        post: operations["people.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/people-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People, a page */
        get: operations["people-groups.list"];
        put?: never;
        /** Add a group of people */
        post: operations["people-groups.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/people-groups/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["people-groups.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/people-groups/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People as CSV */
        get: operations["people-groups.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/people-groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One group of people, by id or code */
        get: operations["people-groups.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a group of people */
        patch: operations["people-groups.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/people-groups/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["people-groups.comments"];
        put?: never;
        /** Add a comment */
        post: operations["people-groups.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/people-groups/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["people-groups.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/people/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["people.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/people/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People as CSV */
        get: operations["people.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person, by id or code */
        get: operations["people.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a person */
        patch: operations["people.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/people/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["people.comments"];
        put?: never;
        /** Add a comment */
        post: operations["people.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/people/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["people.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Policies, a page */
        get: operations["policies.list"];
        put?: never;
        /** Add a policy */
        post: operations["policies.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/policies/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["policies.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/policies/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Policies as CSV */
        get: operations["policies.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/policies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One policy, by id or code */
        get: operations["policies.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a policy */
        patch: operations["policies.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/policies/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["policies.comments"];
        put?: never;
        /** Add a comment */
        post: operations["policies.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/policies/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["policies.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/population-kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Kinds of populations, their fields, and the procedures that test them */
        get: operations["populations.kinds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/populations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Populations, the latest first */
        get: operations["populations.list"];
        put?: never;
        /** Make a population of evidence, as a job */
        post: operations["populations.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/populations/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an import would make of an item of evidence; nothing is kept */
        post: operations["populations.preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/populations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One population: counts, refusals by reason, where it comes from, what a machine sees of its completeness */
        get: operations["populations.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/populations/{id}/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How records lie in one field: days of a time, counts of values */
        get: operations["populations.picture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/populations/{id}/refused": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Records that were not taken, with their places: the first thousand */
        get: operations["populations.refused"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/populations/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Records: a page, filtered, searched and sorted */
        get: operations["populations.rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/populations/{id}/rows/{position}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One record whole, with its places in the evidence */
        get: operations["populations.record"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/portal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Texts in force that whoever asks must have read, and whether they have */
        get: operations["portal.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/portal/policies/{id}/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Acknowledge a policy as it was read: the version in If-Match */
        post: operations["portal.acknowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/portal/questionnaires/{id}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer a questionnaire as it was read: the version in If-Match */
        post: operations["portal.answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/questionnaires": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Questionnaires, a page */
        get: operations["questionnaires.list"];
        put?: never;
        /** Add a questionnaire */
        post: operations["questionnaires.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/questionnaires/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["questionnaires.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/questionnaires/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Questionnaires as CSV */
        get: operations["questionnaires.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/questionnaires/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One questionnaire, by id or code */
        get: operations["questionnaires.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a questionnaire */
        patch: operations["questionnaires.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/questionnaires/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["questionnaires.comments"];
        put?: never;
        /** Add a comment */
        post: operations["questionnaires.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/questionnaires/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["questionnaires.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/readiness/chooser": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What do I need: report, categories, date or period, fee and time */
        post: operations["readiness.choose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/readiness/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set up the engagement that the answers lead to, as a draft */
        post: operations["readiness.start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Findings, a page */
        get: operations["received-findings.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-findings/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Findings as CSV */
        get: operations["received-findings.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-findings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One finding, by id or code */
        get: operations["received-findings.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a finding */
        patch: operations["received-findings.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-findings/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Acknowledge the finding */
        post: operations["received-findings.acknowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-findings/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["received-findings.comments"];
        put?: never;
        /** Add a comment */
        post: operations["received-findings.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-findings/{id}/evidence/{sequence}/{number}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of evidence that was sent; every read is on record */
        get: operations["received-findings.shared-content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-findings/{id}/evidence/{sequence}/{number}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The first rows or lines of evidence that was sent */
        get: operations["received-findings.shared-preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-findings/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["received-findings.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-findings/{id}/message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message */
        post: operations["received-findings.message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-findings/{id}/recall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the answer back, as long as the firm has not read it */
        post: operations["received-findings.recall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-findings/{id}/respond": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send management’s response */
        post: operations["received-findings.respond"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-findings/{id}/thread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What crossed the wall about it, in order, with receipts */
        get: operations["received-findings.thread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests, a page */
        get: operations["received-requests.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-requests/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests as CSV */
        get: operations["received-requests.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One request, by id or code */
        get: operations["received-requests.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a request */
        patch: operations["received-requests.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-requests/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer with words and evidence */
        post: operations["received-requests.answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-requests/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["received-requests.comments"];
        put?: never;
        /** Add a comment */
        post: operations["received-requests.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-requests/{id}/evidence/{sequence}/{number}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of evidence that was sent; every read is on record */
        get: operations["received-requests.shared-content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-requests/{id}/evidence/{sequence}/{number}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The first rows or lines of evidence that was sent */
        get: operations["received-requests.shared-preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-requests/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["received-requests.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-requests/{id}/message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message */
        post: operations["received-requests.message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-requests/{id}/recall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the answer back, as long as the firm has not read it */
        post: operations["received-requests.recall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/received-requests/{id}/thread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What crossed the wall about it, in order, with receipts */
        get: operations["received-requests.thread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/registers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every register with its fields, counts, and what may be done */
        get: operations["registers.overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/remediation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Remediation plans, a page */
        get: operations["remediation.list"];
        put?: never;
        /** Add a remediation plan */
        post: operations["remediation.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/remediation/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["remediation.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/remediation/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Remediation plans as CSV */
        get: operations["remediation.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/remediation/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One remediation plan, by id or code */
        get: operations["remediation.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a remediation plan */
        patch: operations["remediation.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/remediation/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["remediation.comments"];
        put?: never;
        /** Add a comment */
        post: operations["remediation.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/remediation/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["remediation.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests, a page */
        get: operations["requests.list"];
        put?: never;
        /** Add a request */
        post: operations["requests.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/requests/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests as CSV */
        get: operations["requests.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One request, by id or code */
        get: operations["requests.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a request */
        patch: operations["requests.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/requests/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept the answer */
        post: operations["requests.accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/requests/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["requests.comments"];
        put?: never;
        /** Add a comment */
        post: operations["requests.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/requests/{id}/evidence/{sequence}/{number}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of evidence that was sent; every read is on record */
        get: operations["requests.shared-content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/requests/{id}/evidence/{sequence}/{number}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The first rows or lines of evidence that was sent */
        get: operations["requests.shared-preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/requests/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["requests.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/requests/{id}/message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message */
        post: operations["requests.message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/requests/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Return the answer, with the reason */
        post: operations["requests.return"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/requests/{id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the request to management */
        post: operations["requests.send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/requests/{id}/thread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What crossed the wall about it, in order, with receipts */
        get: operations["requests.thread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/requests/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw it, with the reason */
        post: operations["requests.withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/rights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may do what: the policies the server decides by, in words and as they stand */
        get: operations["rights.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/risks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Risks, a page */
        get: operations["risks.list"];
        put?: never;
        /** Add a risk */
        post: operations["risks.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/risks/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["risks.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/risks/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Risks as CSV */
        get: operations["risks.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/risks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One risk, by id or code */
        get: operations["risks.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a risk */
        patch: operations["risks.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/risks/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["risks.comments"];
        put?: never;
        /** Add a comment */
        post: operations["risks.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/risks/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["risks.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a word or a code leads to, across registers */
        get: operations["registers.search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/self-tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Self-tests, the latest first */
        get: operations["self-tests.list"];
        put?: never;
        /** Test every record of a population by a procedure, as a job */
        post: operations["self-tests.run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/self-tests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One self-test: each attribute, what was left out, results by stratum */
        get: operations["self-tests.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/self-tests/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Items to resolve: records of which an attribute is not true, and why */
        get: operations["self-tests.items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Services, a page */
        get: operations["services.list"];
        put?: never;
        /** Add a service */
        post: operations["services.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/services/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["services.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/services/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Services as CSV */
        get: operations["services.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/services/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One service, by id or code */
        get: operations["services.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a service */
        patch: operations["services.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/services/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["services.comments"];
        put?: never;
        /** Add a comment */
        post: operations["services.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/services/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["services.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/software": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Software, a page */
        get: operations["software.list"];
        put?: never;
        /** Add a software */
        post: operations["software.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/software/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["software.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/software/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Software as CSV */
        get: operations["software.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/software/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One software, by id or code */
        get: operations["software.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a software */
        patch: operations["software.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/software/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["software.comments"];
        put?: never;
        /** Add a comment */
        post: operations["software.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/software/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["software.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/special-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Bots and emergency accounts, a page */
        get: operations["special-accounts.list"];
        put?: never;
        /** Add a special account */
        post: operations["special-accounts.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/special-accounts/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["special-accounts.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/special-accounts/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Bots and emergency accounts as CSV */
        get: operations["special-accounts.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/special-accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One special account, by id or code */
        get: operations["special-accounts.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a special account */
        patch: operations["special-accounts.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/special-accounts/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["special-accounts.comments"];
        put?: never;
        /** Add a comment */
        post: operations["special-accounts.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/special-accounts/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["special-accounts.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/subservice-organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Subservice organizations, a page */
        get: operations["subservice-organizations.list"];
        put?: never;
        /** Add a subservice organization */
        post: operations["subservice-organizations.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/subservice-organizations/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["subservice-organizations.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/subservice-organizations/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Subservice organizations as CSV */
        get: operations["subservice-organizations.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/subservice-organizations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One subservice organization, by id or code */
        get: operations["subservice-organizations.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a subservice organization */
        patch: operations["subservice-organizations.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/subservice-organizations/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["subservice-organizations.comments"];
        put?: never;
        /** Add a comment */
        post: operations["subservice-organizations.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/subservice-organizations/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["subservice-organizations.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/system-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes in the period, a page */
        get: operations["system-changes.list"];
        put?: never;
        /** Add a change of the system */
        post: operations["system-changes.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/system-changes/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["system-changes.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/system-changes/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes in the period as CSV */
        get: operations["system-changes.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/system-changes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One change of the system, by id or code */
        get: operations["system-changes.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a change of the system */
        patch: operations["system-changes.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/system-changes/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["system-changes.comments"];
        put?: never;
        /** Add a comment */
        post: operations["system-changes.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/system-changes/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["system-changes.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/system-picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The system as the registers describe it: components in their places, the boundary, relations */
        get: operations["system-picture.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/system-picture/picture.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The picture as an SVG file */
        get: operations["system-picture.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/system-picture/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Where components are put; none: laid out again. If-Match "v0" where nobody has put any */
        put: operations["system-picture.arrange"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/system-procedures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Procedures, a page */
        get: operations["system-procedures.list"];
        put?: never;
        /** Add a procedure */
        post: operations["system-procedures.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/system-procedures/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["system-procedures.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/system-procedures/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Procedures as CSV */
        get: operations["system-procedures.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/system-procedures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One procedure, by id or code */
        get: operations["system-procedures.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a procedure */
        patch: operations["system-procedures.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/system-procedures/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["system-procedures.comments"];
        put?: never;
        /** Add a comment */
        post: operations["system-procedures.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/system-procedures/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["system-procedures.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tasks, a page */
        get: operations["tasks.list"];
        put?: never;
        /** Add a task */
        post: operations["tasks.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/tasks/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["tasks.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/tasks/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tasks as CSV */
        get: operations["tasks.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One task, by id or code */
        get: operations["tasks.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a task */
        patch: operations["tasks.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/tasks/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["tasks.comments"];
        put?: never;
        /** Add a comment */
        post: operations["tasks.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/tasks/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["tasks.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** API tokens, newest first */
        get: operations["tokens.list"];
        put?: never;
        /** Make an API token, told once; needs a fresh proof */
        post: operations["tokens.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API token */
        delete: operations["tokens.revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/training": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Training, a page */
        get: operations["training.list"];
        put?: never;
        /** Add a training */
        post: operations["training.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/training/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["training.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/training/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Training as CSV */
        get: operations["training.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/training/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One training, by id or code */
        get: operations["training.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a training */
        patch: operations["training.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/training/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["training.comments"];
        put?: never;
        /** Add a comment */
        post: operations["training.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/training/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["training.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Announce bytes: their name, size and digest, and where they come from */
        post: operations["evidence.begin-upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which parts of an upload are there */
        get: operations["evidence.read-upload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/uploads/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the parts an item of evidence, with its receipt */
        post: operations["evidence.complete-upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/uploads/{id}/parts/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Send a part, or send it again */
        put: operations["evidence.put-part"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/vendors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Vendors, a page */
        get: operations["vendors.list"];
        put?: never;
        /** Add a vendor */
        post: operations["vendors.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/vendors/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["vendors.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/vendors/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Vendors as CSV */
        get: operations["vendors.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/vendors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One vendor, by id or code */
        get: operations["vendors.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a vendor */
        patch: operations["vendors.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/vendors/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["vendors.comments"];
        put?: never;
        /** Add a comment */
        post: operations["vendors.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/vendors/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["vendors.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Own and shared views of a list */
        get: operations["views.list"];
        put?: never;
        /** Save a view of a list */
        post: operations["views.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change an own view */
        put: operations["views.change"];
        post?: never;
        /** Delete an own view */
        delete: operations["views.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/vulnerabilities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Vulnerabilities, a page */
        get: operations["vulnerabilities.list"];
        put?: never;
        /** Add a vulnerability */
        post: operations["vulnerabilities.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/vulnerabilities/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set state, owner or due date of up to 1000 records at once */
        post: operations["vulnerabilities.change-many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/vulnerabilities/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Vulnerabilities as CSV */
        get: operations["vulnerabilities.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/vulnerabilities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One vulnerability, by id or code */
        get: operations["vulnerabilities.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a vulnerability */
        patch: operations["vulnerabilities.change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/vulnerabilities/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest comments, the oldest first; on this side of the wall only */
        get: operations["vulnerabilities.comments"];
        put?: never;
        /** Add a comment */
        post: operations["vulnerabilities.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/vulnerabilities/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, when and why */
        get: operations["vulnerabilities.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for whoever asks */
        get: operations["readiness.work"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, and where they belong */
        get: operations["session.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What whoever asks can prove themselves with */
        get: operations["factors.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/factors/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** New recovery codes; those of before are good no more */
        post: operations["factors.recoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/factors/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** The first code; recovery codes are told once, and every other session ends */
        put: operations["factors.confirmTotp"];
        /** Begin with an authenticator application; the secret is told once */
        post: operations["factors.enrolTotp"];
        /** Take the authenticator application away */
        delete: operations["factors.removeTotp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/invitations/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept an invitation as who is signed in, under the invited address */
        post: operations["session.acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Passkeys of whoever asks */
        get: operations["passkeys.list"];
        put?: never;
        /** Add a passkey; recovery codes are told once, with the first factor */
        post: operations["passkeys.add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What to ask a browser, to add a passkey; needs a fresh proof */
        post: operations["passkeys.options"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a passkey away; needs a fresh proof */
        delete: operations["passkeys.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose a new password, after a fresh proof; every other session ends */
        put: operations["session.changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sessions of whoever asks */
        get: operations["session.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a session of whoever asks */
        delete: operations["session.revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the installation waits for its first person */
        get: operations["setup.read"];
        put?: never;
        /** The first person and organization, with the token printed on the console */
        post: operations["setup.begin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
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
                origin?: string | null;
                exceptionPath?: string | null;
                evidenceExpected?: string | null;
                design?: ("suitable" | "to-be-improved") | null;
                designWhy?: string | null;
            };
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
            proposedAt: string;
            outside: boolean;
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
                does: ("proposal" | "agreement" | "refusal" | "request" | "finding" | "withdrawal" | "answer" | "recall" | "acceptance" | "return" | "acknowledgement" | "response" | "closing" | "message") | null;
                text: string;
                readonly files: {
                    name: string;
                    size: number;
                    sha256: string;
                }[];
                readonly problems: string[];
            }[];
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
            readonly acts: ("proposal" | "agreement" | "refusal" | "request" | "finding" | "withdrawal" | "answer" | "recall" | "acceptance" | "return" | "acknowledgement" | "response" | "closing" | "message")[];
            readonly items: {
                /** Format: uuid */
                id: string;
                sequence: number;
                /** @enum {string} */
                kind: "proposal" | "agreement" | "refusal" | "request" | "finding" | "withdrawal" | "answer" | "recall" | "acceptance" | "return" | "acknowledgement" | "response" | "closing" | "message";
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
                };
            }[];
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
        Problem: {
            /** @enum {string} */
            type: "urn:tickmark:problem:not-found" | "urn:tickmark:problem:method-not-allowed" | "urn:tickmark:problem:bad-request" | "urn:tickmark:problem:invalid-input" | "urn:tickmark:problem:too-large" | "urn:tickmark:problem:wrong-media-type" | "urn:tickmark:problem:too-many-requests" | "urn:tickmark:problem:not-signed-in" | "urn:tickmark:problem:sign-in-refused" | "urn:tickmark:problem:factor-needed" | "urn:tickmark:problem:step-up-needed" | "urn:tickmark:problem:csrf-missing" | "urn:tickmark:problem:not-allowed" | "urn:tickmark:problem:if-match-missing" | "urn:tickmark:problem:version-stale" | "urn:tickmark:problem:idempotency-key-missing" | "urn:tickmark:problem:idempotency-key-reused" | "urn:tickmark:problem:mode-off" | "urn:tickmark:problem:conflict" | "urn:tickmark:problem:setup-done" | "urn:tickmark:problem:unavailable" | "urn:tickmark:problem:not-ready" | "urn:tickmark:problem:fault";
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
    };
    responses: {
        /** @description The request cannot be read; The key that makes a repeat harmless is missing */
        400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nobody is signed in; Sign-in was not accepted; A second factor is needed */
        401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This needs a fresh proof of who you are; The request does not come from the application; This role may not do that */
        403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is nothing at this address */
        404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This address does not do that */
        405: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This part is off where it is hosted like this; It does not fit what is there; The installation is set up already */
        409: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Somebody changed it in the meantime */
        412: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description More was sent than is taken */
        413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This is not sent as JSON */
        415: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Some of what was sent does not fit; The key was used for another request */
        422: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The version it was made from is missing */
        428: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests */
        429: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A fault occurred */
        500: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It cannot be done at this moment; Not ready yet */
        503: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "auth.factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                    device?: string;
                } | {
                    recoveryCode: string;
                    device?: string;
                };
            };
        };
        responses: {
            /** @description Give the second factor: a code, or a recovery code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        factor: "none" | "needed" | "done";
                        csrf: string;
                        device: string | null;
                    };
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "auth.factorPasskey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Give a passkey as the second factor */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        factor: "none" | "needed" | "done";
                        csrf: string;
                        device: string | null;
                    };
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "auth.invitation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What an invitation says */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        organization: string;
                        email: string;
                        roles: string[];
                        expiresAt: string;
                    };
                };
            };
            401: components["responses"]["401"];
            429: components["responses"]["429"];
        };
    };
    "auth.acceptInvitation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    password: string;
                    device?: string;
                };
            };
        };
        responses: {
            /** @description Accept an invitation: with the password of the account, or one for the account made now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        factor: "none" | "needed" | "done";
                        csrf: string;
                        device: string | null;
                    };
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "auth.passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Sign in with a passkey */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        factor: "none" | "needed" | "done";
                        csrf: string;
                        device: string | null;
                    };
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "auth.passkeyOptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What to ask a passkey, to sign in, to give the second factor or to step up */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        challenge: string;
                        rpId: string;
                        /** @constant */
                        userVerification: "required";
                        timeout: number;
                    };
                };
            };
            401: components["responses"]["401"];
            429: components["responses"]["429"];
        };
    };
    "auth.recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                };
            };
        };
        responses: {
            /** @description Ask for a link to a new password; the answer does not tell whether there is an account */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "auth.recoverWith": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                };
            };
        };
        responses: {
            /** @description Choose a new password by the link of a mail */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "auth.signIn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    password: string;
                    device?: string;
                };
            };
        };
        responses: {
            /** @description Sign in with e-mail address and password */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        factor: "none" | "needed" | "done";
                        csrf: string;
                        device: string | null;
                    };
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "auth.signOut": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End this session */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
        };
    };
    "auth.stepUp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password?: string;
                    code?: string;
                    recoveryCode?: string;
                    device?: string;
                };
            };
        };
        responses: {
            /** @description Prove who you are once more; good for five minutes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        stepUpAt: string;
                    };
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "auth.stepUpPasskey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Prove who you are once more, with a passkey */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        stepUpAt: string;
                    };
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "access-reviews.list": {
        parameters: {
            query?: {
                state?: "planned" | "in-progress" | "completed";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Access reviews, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AccessReviews"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "access-reviews.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a access review */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessReviews"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "access-reviews.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "planned" | "in-progress" | "completed";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "access-reviews.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Access reviews as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "access-reviews.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One access review, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessReviews"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "access-reviews.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a access review */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessReviews"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "access-reviews.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "access-reviews.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "access-reviews.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "acknowledgements.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Texts in force, and how many of those who must read them have */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "acknowledgements.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who must read a text, who has, and what they answered */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "acknowledgements.keep": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default [] */
                    links?: string[];
                };
            };
        };
        responses: {
            /** @description Keep who has read a text as evidence (CSV), linked with the text and the records given */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        code: string;
                    };
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "acknowledgements.remind": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remind those who have not read a text by e-mail, once a day at most */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reminded: number;
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "assets.list": {
        parameters: {
            query?: {
                state?: "in-force" | "retired";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                kind?: string;
                classification?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Assets, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Assets"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "assets.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a asset */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assets"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "assets.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "in-force" | "retired";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "assets.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Assets as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "assets.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One asset, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assets"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "assets.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a asset */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assets"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "assets.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "assets.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "assets.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "commitments.list": {
        parameters: {
            query?: {
                state?: "in-force" | "draft" | "retired";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                kind?: string;
                category?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Commitments and requirements, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Commitments"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "commitments.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a commitment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Commitments"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "commitments.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "in-force" | "draft" | "retired";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "commitments.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Commitments and requirements as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "commitments.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One commitment, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Commitments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "commitments.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a commitment */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Commitments"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "commitments.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "commitments.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "commitments.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "complementary-controls.list": {
        parameters: {
            query?: {
                state?: "in-force" | "draft" | "retired";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                criteria?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Complementary user entity controls, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ComplementaryControls"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "complementary-controls.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a complementary control */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplementaryControls"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "complementary-controls.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "in-force" | "draft" | "retired";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "complementary-controls.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Complementary user entity controls as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "complementary-controls.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One complementary control, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplementaryControls"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "complementary-controls.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a complementary control */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplementaryControls"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "complementary-controls.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "complementary-controls.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "complementary-controls.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "controls.list": {
        parameters: {
            query?: {
                state?: "draft" | "in-force" | "retired";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                criteria?: string;
                frequency?: string;
                nature?: string;
                type?: string;
                design?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Controls, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Controls"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "controls.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
                        origin?: string | null;
                        exceptionPath?: string | null;
                        evidenceExpected?: string | null;
                        design?: ("suitable" | "to-be-improved") | null;
                        designWhy?: string | null;
                    };
                };
            };
        };
        responses: {
            /** @description Add a control */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Controls"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "controls.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "draft" | "in-force" | "retired";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "controls.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Controls as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "controls.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One control, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Controls"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "controls.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
                        origin?: string | null;
                        exceptionPath?: string | null;
                        evidenceExpected?: string | null;
                        design?: ("suitable" | "to-be-improved") | null;
                        designWhy?: string | null;
                    };
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Change a control */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Controls"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "controls.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "controls.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "controls.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "data-classes.list": {
        parameters: {
            query?: {
                state?: "in-force" | "draft" | "retired";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                boundary?: string;
                classification?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Data, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DataClasses"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "data-classes.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a class of data */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataClasses"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "data-classes.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "in-force" | "draft" | "retired";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "data-classes.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Data as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "data-classes.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One class of data, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataClasses"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "data-classes.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a class of data */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataClasses"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "data-classes.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "data-classes.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "data-classes.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "description.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The description as it reads now, and what it lacks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "description.compare": {
        parameters: {
            query: {
                from: number;
                to?: number;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What changed between two versions, or since one, word by word */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "description.write": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Write a section; If-Match "v0" where nothing was written yet */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        section: "DC1" | "DC2" | "DC3" | "DC4" | "DC5" | "DC6" | "DC7" | "DC8" | "DC9";
                        version: number;
                    };
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "description.versions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Approved versions of the description */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "description.approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    digest: string;
                };
            };
        };
        responses: {
            /** @description Approve what the description says now, by the digest it was read with */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "description.version": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An approved version, whole */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "dry-run.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What Section IV would print of each control as things stand: a dry run, not a report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "dry-run.reading": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string | null;
                    statement: string;
                    exceptionPath: string | null;
                    type: ("preventive" | "detective" | "corrective") | null;
                    criteria: string[];
                };
            };
        };
        responses: {
            /** @description How a control reads as it is typed: its exception path, its detective half, its words. Nothing is kept */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readings: {
                            /** @enum {string} */
                            id: "exception-path" | "detective-half" | "words" | "tested-words";
                            /** @enum {string} */
                            outcome: "holds" | "look";
                            sentence: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "engagements.list": {
        parameters: {
            query?: {
                state?: "draft" | "under-way" | "closed" | "withdrawn";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                type?: string;
                security?: string;
                availability?: string;
                processingIntegrity?: string;
                confidentiality?: string;
                privacy?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Engagements, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Engagements"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "engagements.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a engagement */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Engagements"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "engagements.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "draft" | "under-way" | "closed" | "withdrawn";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "engagements.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Engagements as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "engagements.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One engagement, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Engagements"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "engagements.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a engagement */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Engagements"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "engagements.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "engagements.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "engagements.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "evidence.list": {
        parameters: {
            query?: {
                state?: "draft" | "ready" | "quarantined" | "recalled";
                record?: string;
                periodFrom?: string;
                periodTo?: string;
                freshness?: "fresh" | "ending" | "stale" | "unknown";
                kind?: "table" | "text" | "pdf" | "image" | "archive" | "other";
                q?: string;
                sort?: "uploadedAt" | "-uploadedAt" | "code" | "-code" | "periodEnd" | "-periodEnd";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Evidence, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly items: components["schemas"]["EvidenceItem"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "evidence.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One item of evidence, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceItem"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "evidence.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    source?: {
                        system: string;
                        /** @default null */
                        collector?: string | null;
                        /** @default null */
                        query?: string | null;
                        /** @default null */
                        account?: string | null;
                    };
                    periodStart?: string | null;
                    periodEnd?: string | null;
                    freshUntil?: string | null;
                    links?: string[];
                    /** @enum {string} */
                    state?: "draft" | "ready" | "quarantined" | "recalled";
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Change what is said of an item, what it serves, or its state */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceItem"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "evidence.content": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes as they came; every read is on record */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "evidence.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "evidence.preview": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The first rows or lines of a text; of anything else where its content is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "evidence.receipt": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Entry, checkpoint, and the path from the one to the other */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "exchange.engagements": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Engagements with organizations of the other side */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly items: components["schemas"]["Engagement"][];
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "exchange.propose": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    with: string;
                    /** @enum {string} */
                    type: "soc2-type1" | "soc2-type2";
                    periodStart?: string | null;
                    periodEnd: string;
                    title: string;
                };
            };
        };
        responses: {
            /** @description Propose an engagement to an organization of the other side */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Engagement"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "exchange.agree": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Agree to the engagement the other side proposed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Engagement"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "exchange.package": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is sent to a partner outside, as a ZIP with a workbook and evidence */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "exchange.take-in-package": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Take in a file of a partner outside, whole or not at all */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlannedPackage"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "exchange.preview-package": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description What a file of a partner outside says, row by row; nothing is taken in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlannedPackage"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "exchange.refuse": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refuse it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Engagement"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "exchange.propose-outside": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @enum {string} */
                    type: "soc2-type1" | "soc2-type2";
                    periodStart?: string | null;
                    periodEnd: string;
                    title: string;
                };
            };
        };
        responses: {
            /** @description Begin an engagement with a partner who is not in this installation */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Engagement"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "findings.list": {
        parameters: {
            query?: {
                state?: "draft" | "open" | "acknowledged" | "responded" | "closed" | "withdrawn";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                kind?: string;
                criteria?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Findings, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Findings"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "findings.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a finding */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Findings"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "findings.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Findings as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "findings.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One finding, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Findings"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "findings.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a finding */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Findings"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "findings.close": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text?: string;
                    evidence?: unknown;
                };
            };
        };
        responses: {
            /** @description Close the finding */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "findings.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "findings.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "findings.shared-content": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
                sequence: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes of evidence that was sent; every read is on record */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "findings.shared-preview": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
                sequence: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The first rows or lines of evidence that was sent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "findings.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "findings.message": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                    evidence?: unknown;
                };
            };
        };
        responses: {
            /** @description Send a message */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "findings.send": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    engagement: string;
                };
            };
        };
        responses: {
            /** @description Send the finding to management */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "findings.thread": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What crossed the wall about it, in order, with receipts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "findings.withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                    evidence?: unknown;
                };
            };
        };
        responses: {
            /** @description Withdraw it, with the reason */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "readiness.gaps": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is missing, one sentence each */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "readiness.home": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where management stands */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "hosting.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who hosts the installation, since when and why, and which side has a portal alone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        mode: "neutral-hosted" | "split" | "client-hosted" | "firm-hosted";
                        portal: ("management" | "firm") | null;
                        saidBy: ("setting" | "first-run") | null;
                        reason: string | null;
                        since: string | null;
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "incidents.list": {
        parameters: {
            query?: {
                state?: "open" | "contained" | "closed";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                severity?: string;
                affectedCommitment?: string;
                disclosed?: string;
                criteria?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Incidents, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Incidents"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "incidents.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a incident */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incidents"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "incidents.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "open" | "contained" | "closed";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "incidents.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Incidents as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "incidents.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One incident, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incidents"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "incidents.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a incident */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incidents"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "incidents.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "incidents.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "incidents.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "infrastructure.list": {
        parameters: {
            query?: {
                state?: "in-force" | "draft" | "retired";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                boundary?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Infrastructure, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Infrastructure"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "infrastructure.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a infrastructure */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Infrastructure"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "infrastructure.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "in-force" | "draft" | "retired";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "infrastructure.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Infrastructure as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "infrastructure.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One infrastructure, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Infrastructure"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "infrastructure.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a infrastructure */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Infrastructure"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "infrastructure.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "infrastructure.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "infrastructure.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "invitations.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Invitations, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "invitations.create": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    roles: ("executive-sponsor" | "signatory" | "compliance-manager" | "control-owner" | "contributor" | "internal-auditor" | "reader-org" | "adviser" | "employee" | "engagement-partner" | "eq-reviewer" | "manager" | "senior" | "staff" | "specialist" | "independence-officer" | "firm-admin" | "inspector")[];
                    until?: string | null;
                };
            };
        };
        responses: {
            /** @description Invite an e-mail address */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "invitations.withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdraw an invitation that waits */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "jobs.list": {
        parameters: {
            query?: {
                state?: "queued" | "running" | "done" | "failed" | "cancelled" | "unfinished";
                mine?: "true" | "false";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Long work of the organization, the latest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Job"][];
                        next: string | null;
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "jobs.check-log": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Derive the root of the organization’s log again, as a job */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            429: components["responses"]["429"];
        };
    };
    "jobs.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One job, and its result for whoever might have asked for it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "jobs.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cancel a job that waits or runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "jobs.events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Progress of a job as server-sent events: job, then end */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "jobs.retry": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ask once more for what failed or was cancelled */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            429: components["responses"]["429"];
        };
    };
    "library.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Controls of the library, and which are adopted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "library.adopt": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description Adopt controls of the library as drafts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        adopted: string[];
                        already: string[];
                    };
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "locations.list": {
        parameters: {
            query?: {
                state?: "in-force" | "draft" | "retired";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                boundary?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Locations, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Locations"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "locations.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a location */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Locations"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "locations.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "in-force" | "draft" | "retired";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "locations.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Locations as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "locations.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One location, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Locations"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "locations.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a location */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Locations"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "locations.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "locations.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "locations.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "readiness.matrix": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Criteria in scope and the controls behind them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "members.list": {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Members by name, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "members.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    roles?: ("executive-sponsor" | "signatory" | "compliance-manager" | "control-owner" | "contributor" | "internal-auditor" | "reader-org" | "adviser" | "employee" | "engagement-partner" | "eq-reviewer" | "manager" | "senior" | "staff" | "specialist" | "independence-officer" | "firm-admin" | "inspector")[];
                    /** @enum {string} */
                    state?: "active" | "suspended" | "left";
                    until?: string | null;
                };
            };
        };
        responses: {
            /** @description Change a member’s roles, suspend them, or let them go */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "notices.list": {
        parameters: {
            query?: {
                unread?: "true" | "false";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the person who asks was told, latest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "notices.preference": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is mailed to the person who asks, and when */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "notices.choose": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Choose what is mailed, and when */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "notices.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids?: string[];
                };
            };
        };
        responses: {
            /** @description Mark notices as read; ids left out: all of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        unread: number;
                    };
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "readiness.occurrences": {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description When controls in force are expected, and what evidence says of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "outbox.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Mails of this organization; their text where no mail server sends them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "people.list": {
        parameters: {
            query?: {
                state?: "employed" | "leaving" | "left";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                engagement?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description People, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["People"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "people.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a person */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["People"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "people-groups.list": {
        parameters: {
            query?: {
                state?: "in-force" | "draft" | "retired";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                boundary?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description People, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PeopleGroups"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "people-groups.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a group of people */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeopleGroups"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "people-groups.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "in-force" | "draft" | "retired";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "people-groups.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description People as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "people-groups.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One group of people, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeopleGroups"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "people-groups.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a group of people */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeopleGroups"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "people-groups.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "people-groups.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "people-groups.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "people.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "employed" | "leaving" | "left";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "people.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description People as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "people.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One person, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["People"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "people.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["People"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "people.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "people.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "people.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "policies.list": {
        parameters: {
            query?: {
                state?: "draft" | "in-review" | "approved" | "retired";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                criteria?: string;
                acknowledgedBy?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Policies, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Policies"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "policies.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
                        readUntil?: string | null;
                    };
                };
            };
        };
        responses: {
            /** @description Add a policy */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policies"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "policies.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "draft" | "in-review" | "approved" | "retired";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "policies.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Policies as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "policies.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One policy, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policies"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "policies.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
                        readUntil?: string | null;
                    };
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Change a policy */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policies"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "policies.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "policies.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "policies.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "populations.kinds": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Kinds of populations, their fields, and the procedures that test them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "populations.list": {
        parameters: {
            query?: {
                below?: number;
                limit?: number;
                kind?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Populations, the latest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "populations.import": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Make a population of evidence, as a job */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        jobId: string;
                    };
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "populations.preview": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description What an import would make of an item of evidence; nothing is kept */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "populations.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One population: counts, refusals by reason, where it comes from, what a machine sees of its completeness */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "populations.picture": {
        parameters: {
            query: {
                where?: string;
                q?: string;
                field: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How records lie in one field: days of a time, counts of values */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "populations.refused": {
        parameters: {
            query?: {
                reason?: string;
                from?: number;
                limit?: number;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Records that were not taken, with their places: the first thousand */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "populations.rows": {
        parameters: {
            query?: {
                where?: string;
                q?: string;
                sort?: string;
                order?: "asc" | "desc";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Records: a page, filtered, searched and sorted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: {
                            position: number;
                            id: string;
                            values: (string | number | boolean | null)[];
                        }[];
                        next: string | null;
                        matching: number | null;
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "populations.record": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
                position: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One record whole, with its places in the evidence */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "portal.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Texts in force that whoever asks must have read, and whether they have */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "portal.acknowledge": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Acknowledge a policy as it was read: the version in If-Match */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "portal.answer": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    answers: string[];
                };
            };
        };
        responses: {
            /** @description Answer a questionnaire as it was read: the version in If-Match */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "questionnaires.list": {
        parameters: {
            query?: {
                state?: "draft" | "sent-out" | "closed";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                acknowledgedBy?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Questionnaires, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Questionnaires"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "questionnaires.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a questionnaire */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Questionnaires"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "questionnaires.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "draft" | "sent-out" | "closed";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "questionnaires.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Questionnaires as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "questionnaires.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One questionnaire, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Questionnaires"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "questionnaires.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a questionnaire */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Questionnaires"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "questionnaires.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "questionnaires.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "questionnaires.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "readiness.choose": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
                        length?: number;
                        /** @default null */
                        neededBy?: string | null;
                    };
                };
            };
        };
        responses: {
            /** @description What do I need: report, categories, date or period, fee and time */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "readiness.start": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
                        length?: number;
                        /** @default null */
                        neededBy?: string | null;
                    };
                };
            };
        };
        responses: {
            /** @description Set up the engagement that the answers lead to, as a draft */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        code: string;
                    };
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "received-findings.list": {
        parameters: {
            query?: {
                state?: "open" | "acknowledged" | "responded" | "closed" | "withdrawn";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                kind?: string;
                criteria?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Findings, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ReceivedFindings"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "received-findings.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Findings as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "received-findings.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One finding, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedFindings"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "received-findings.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a finding */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedFindings"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "received-findings.acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text?: unknown;
                    evidence?: unknown;
                };
            };
        };
        responses: {
            /** @description Acknowledge the finding */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "received-findings.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "received-findings.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "received-findings.shared-content": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
                sequence: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes of evidence that was sent; every read is on record */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "received-findings.shared-preview": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
                sequence: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The first rows or lines of evidence that was sent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "received-findings.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "received-findings.message": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                    evidence?: unknown;
                };
            };
        };
        responses: {
            /** @description Send a message */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "received-findings.recall": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text?: unknown;
                    evidence?: unknown;
                };
            };
        };
        responses: {
            /** @description Take the answer back, as long as the firm has not read it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "received-findings.respond": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                    evidence?: string[];
                };
            };
        };
        responses: {
            /** @description Send management’s response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "received-findings.thread": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What crossed the wall about it, in order, with receipts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "received-requests.list": {
        parameters: {
            query?: {
                state?: "open" | "answered" | "returned" | "accepted" | "withdrawn";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                criteria?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ReceivedRequests"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "received-requests.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "received-requests.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One request, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedRequests"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "received-requests.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a request */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedRequests"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "received-requests.answer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                    evidence?: string[];
                };
            };
        };
        responses: {
            /** @description Answer with words and evidence */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "received-requests.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "received-requests.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "received-requests.shared-content": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
                sequence: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes of evidence that was sent; every read is on record */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "received-requests.shared-preview": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
                sequence: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The first rows or lines of evidence that was sent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "received-requests.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "received-requests.message": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                    evidence?: unknown;
                };
            };
        };
        responses: {
            /** @description Send a message */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "received-requests.recall": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text?: unknown;
                    evidence?: unknown;
                };
            };
        };
        responses: {
            /** @description Take the answer back, as long as the firm has not read it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "received-requests.thread": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What crossed the wall about it, in order, with receipts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "registers.overview": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every register with its fields, counts, and what may be done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                            };
                        }[];
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "remediation.list": {
        parameters: {
            query?: {
                state?: "open" | "in-progress" | "done" | "accepted";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                criteria?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remediation plans, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Remediation"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "remediation.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a remediation plan */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Remediation"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "remediation.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "open" | "in-progress" | "done" | "accepted";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "remediation.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remediation plans as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "remediation.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One remediation plan, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Remediation"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "remediation.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a remediation plan */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Remediation"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "remediation.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "remediation.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "remediation.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "requests.list": {
        parameters: {
            query?: {
                state?: "draft" | "open" | "answered" | "returned" | "accepted" | "withdrawn";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                criteria?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Requests"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "requests.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a request */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Requests"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "requests.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "requests.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One request, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Requests"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "requests.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a request */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Requests"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "requests.accept": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text?: string;
                    evidence?: unknown;
                };
            };
        };
        responses: {
            /** @description Accept the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "requests.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "requests.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "requests.shared-content": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
                sequence: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes of evidence that was sent; every read is on record */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "requests.shared-preview": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
                sequence: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The first rows or lines of evidence that was sent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "requests.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "requests.message": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                    evidence?: unknown;
                };
            };
        };
        responses: {
            /** @description Send a message */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "requests.return": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                    evidence?: unknown;
                };
            };
        };
        responses: {
            /** @description Return the answer, with the reason */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "requests.send": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    engagement: string;
                };
            };
        };
        responses: {
            /** @description Send the request to management */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "requests.thread": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What crossed the wall about it, in order, with receipts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "requests.withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                    evidence?: unknown;
                };
            };
        };
        responses: {
            /** @description Withdraw it, with the reason */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "rights.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who may do what: the policies the server decides by, in words and as they stand */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            says: string;
                            rule: string | null;
                            /** @enum {string} */
                            effect: "permit" | "forbid";
                            text: string;
                        }[];
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "risks.list": {
        parameters: {
            query?: {
                state?: "open" | "treated" | "accepted" | "closed";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                likelihood?: string;
                impact?: string;
                treatment?: string;
                fraud?: string;
                criteria?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Risks, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Risks"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "risks.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a risk */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Risks"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "risks.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "open" | "treated" | "accepted" | "closed";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "risks.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Risks as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "risks.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One risk, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Risks"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "risks.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a risk */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Risks"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "risks.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "risks.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "risks.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "registers.search": {
        parameters: {
            query: {
                q: string;
                limit?: number;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a word or a code leads to, across registers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "self-tests.list": {
        parameters: {
            query?: {
                below?: number;
                limit?: number;
                population?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Self-tests, the latest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "self-tests.run": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Test every record of a population by a procedure, as a job */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        jobId: string;
                    };
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "self-tests.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One self-test: each attribute, what was left out, results by stratum */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "self-tests.items": {
        parameters: {
            query?: {
                from?: number;
                limit?: number;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Items to resolve: records of which an attribute is not true, and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "services.list": {
        parameters: {
            query?: {
                state?: "in-force" | "draft" | "retired";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                boundary?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Services, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Services"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "services.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a service */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Services"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "services.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "in-force" | "draft" | "retired";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "services.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Services as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "services.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One service, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Services"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "services.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a service */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Services"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "services.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "services.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "services.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "software.list": {
        parameters: {
            query?: {
                state?: "in-force" | "draft" | "retired";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                boundary?: string;
                origin?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Software, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Software"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "software.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a software */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Software"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "software.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "in-force" | "draft" | "retired";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "software.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Software as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "software.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One software, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Software"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "software.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a software */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Software"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "software.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "software.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "software.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "special-accounts.list": {
        parameters: {
            query?: {
                state?: "in-force" | "draft" | "retired";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                kind?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Bots and emergency accounts, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SpecialAccounts"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "special-accounts.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a special account */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpecialAccounts"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "special-accounts.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "in-force" | "draft" | "retired";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "special-accounts.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Bots and emergency accounts as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "special-accounts.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One special account, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpecialAccounts"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "special-accounts.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a special account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpecialAccounts"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "special-accounts.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "special-accounts.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "special-accounts.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "subservice-organizations.list": {
        parameters: {
            query?: {
                state?: "in-force" | "draft" | "retired";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                method?: string;
                criteria?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Subservice organizations, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SubserviceOrganizations"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "subservice-organizations.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a subservice organization */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubserviceOrganizations"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "subservice-organizations.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "in-force" | "draft" | "retired";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "subservice-organizations.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Subservice organizations as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "subservice-organizations.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One subservice organization, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubserviceOrganizations"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "subservice-organizations.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a subservice organization */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubserviceOrganizations"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "subservice-organizations.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "subservice-organizations.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "subservice-organizations.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "system-changes.list": {
        parameters: {
            query?: {
                state?: "noted" | "described";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes in the period, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SystemChanges"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "system-changes.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a change of the system */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemChanges"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "system-changes.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "noted" | "described";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "system-changes.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes in the period as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "system-changes.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One change of the system, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemChanges"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "system-changes.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a change of the system */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemChanges"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "system-changes.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "system-changes.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "system-changes.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "system-picture.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The system as the registers describe it: components in their places, the boundary, relations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "system-picture.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture as an SVG file */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "system-picture.arrange": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    places: {
                        code: string;
                        x: number;
                        y: number;
                    }[];
                };
            };
        };
        responses: {
            /** @description Where components are put; none: laid out again. If-Match "v0" where nobody has put any */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: number;
                    };
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "system-procedures.list": {
        parameters: {
            query?: {
                state?: "in-force" | "draft" | "retired";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                boundary?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Procedures, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SystemProcedures"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "system-procedures.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a procedure */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemProcedures"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "system-procedures.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "in-force" | "draft" | "retired";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "system-procedures.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Procedures as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "system-procedures.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One procedure, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemProcedures"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "system-procedures.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a procedure */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemProcedures"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "system-procedures.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "system-procedures.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "system-procedures.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "tasks.list": {
        parameters: {
            query?: {
                state?: "open" | "done";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                priority?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tasks, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Tasks"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "tasks.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a task */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tasks"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "tasks.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "open" | "done";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "tasks.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tasks as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "tasks.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One task, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tasks"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "tasks.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a task */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tasks"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "tasks.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "tasks.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "tasks.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "tokens.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description API tokens, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "tokens.create": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    scopes: string[];
                    days: number;
                };
            };
        };
        responses: {
            /** @description Make an API token, told once; needs a fresh proof */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "tokens.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoke an API token */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "training.list": {
        parameters: {
            query?: {
                state?: "open" | "closed";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Training, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Training"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "training.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a training */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Training"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "training.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "open" | "closed";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "training.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Training as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "training.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One training, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Training"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "training.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a training */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Training"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "training.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "training.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "training.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "evidence.begin-upload": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    size: number;
                    sha256: string;
                    /** Format: date-time */
                    collectedAt?: string;
                    source?: {
                        system: string;
                        /** @default null */
                        collector?: string | null;
                        /** @default null */
                        query?: string | null;
                        /** @default null */
                        account?: string | null;
                    };
                    periodStart?: string | null;
                    periodEnd?: string | null;
                    freshUntil?: string | null;
                    links?: string[];
                    replaces?: string;
                    draft?: boolean;
                };
            };
        };
        responses: {
            /** @description Announce bytes: their name, size and digest, and where they come from */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "evidence.read-upload": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Which parts of an upload are there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "evidence.complete-upload": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Make the parts an item of evidence, with its receipt */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceItem"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "evidence.put-part": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Send a part, or send it again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        number: number;
                        size: number;
                    };
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "vendors.list": {
        parameters: {
            query?: {
                state?: "under-review" | "approved" | "ended";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                criticality?: string;
                dataShared?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Vendors, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Vendors"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "vendors.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a vendor */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vendors"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "vendors.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "under-review" | "approved" | "ended";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "vendors.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Vendors as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "vendors.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One vendor, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vendors"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "vendors.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a vendor */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vendors"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "vendors.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "vendors.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "vendors.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "views.list": {
        parameters: {
            query: {
                list: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Own and shared views of a list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["View"][];
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "views.create": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Save a view of a list */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "views.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change an own view */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "views.remove": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete an own view */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "vulnerabilities.list": {
        parameters: {
            query?: {
                state?: "open" | "fixed" | "accepted";
                owner?: string;
                dueBefore?: string;
                q?: string;
                sort?: "code" | "-code" | "changedAt" | "-changedAt" | "dueOn" | "-dueOn" | "state" | "-state";
                cursor?: string;
                limit?: number;
                severity?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Vulnerabilities, a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Vulnerabilities"][];
                        next: string | null;
                        total: number | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "vulnerabilities.create": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a vulnerability */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vulnerabilities"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "vulnerabilities.change-many": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records: components["schemas"]["ManyRecords"];
                    /** @enum {string} */
                    state?: "open" | "fixed" | "accepted";
                    ownerId?: string | null;
                    dueOn?: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Set state, owner or due date of up to 1000 records at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMany"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "vulnerabilities.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Vulnerabilities as CSV */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "vulnerabilities.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One vulnerability, by id or code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vulnerabilities"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "vulnerabilities.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Change a vulnerability */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vulnerabilities"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
        };
    };
    "vulnerabilities.comments": {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest comments, the oldest first; on this side of the wall only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comments"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "vulnerabilities.comment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Add a comment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "vulnerabilities.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, when and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "readiness.work": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What waits for whoever asks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            register: string;
                            code: string;
                            title: string;
                            dueOn: string | null;
                            state: string;
                        }[];
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
        };
    };
    "session.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who is signed in, and where they belong */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
        };
    };
    "factors.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What whoever asks can prove themselves with */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        password: boolean;
                        totp: boolean;
                        passkeys: number;
                        recoveryCodes: number;
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
        };
    };
    "factors.recoveryCodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description New recovery codes; those of before are good no more */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recoveryCodes: string[];
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
        };
    };
    "factors.confirmTotp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description The first code; recovery codes are told once, and every other session ends */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recoveryCodes: string[];
                    };
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "factors.enrolTotp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Begin with an authenticator application; the secret is told once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        secret: string;
                        uri: string;
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
        };
    };
    "factors.removeTotp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take the authenticator application away */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
        };
    };
    "session.acceptInvitation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accept an invitation as who is signed in, under the invited address */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
        };
    };
    "passkeys.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Passkeys of whoever asks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            createdAt: string;
                            usedAt: string | null;
                        }[];
                    };
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
        };
    };
    "passkeys.add": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            };
        };
        responses: {
            /** @description Add a passkey; recovery codes are told once, with the first factor */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        passkey: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            createdAt: string;
                            usedAt: string | null;
                        };
                        recoveryCodes: string[];
                    };
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "passkeys.options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What to ask a browser, to add a passkey; needs a fresh proof */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
        };
    };
    "passkeys.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take a passkey away; needs a fresh proof */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
        };
    };
    "session.changePassword": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                };
            };
        };
        responses: {
            /** @description Choose a new password, after a fresh proof; every other session ends */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
    "session.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sessions of whoever asks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
        };
    };
    "session.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End a session of whoever asks */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
        };
    };
    "setup.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether the installation waits for its first person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        needed: boolean;
                        /** @enum {string} */
                        mode: "neutral-hosted" | "split" | "client-hosted" | "firm-hosted";
                        isSaid: boolean;
                    };
                };
            };
            401: components["responses"]["401"];
            429: components["responses"]["429"];
        };
    };
    "setup.begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
        };
        responses: {
            /** @description The first person and organization, with the token printed on the console */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        factor: "none" | "needed" | "done";
                        csrf: string;
                        device: string | null;
                        /** Format: uuid */
                        organizationId: string;
                    };
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
        };
    };
}
